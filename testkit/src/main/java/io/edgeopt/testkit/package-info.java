/** Networks, contracts and golden files for the tests of the other modules. */
@NullMarked
package io.edgeopt.testkit;

import org.jspecify.annotations.NullMarked;
