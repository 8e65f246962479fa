/** What is measured, and the machine on which it was. */
@NullMarked
package io.edgeopt.core.measure;

import org.jspecify.annotations.NullMarked;
