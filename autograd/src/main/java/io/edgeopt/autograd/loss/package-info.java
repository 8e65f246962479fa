/** What training makes small: losses of the four tasks, and those that hold a student to its teacher. */
@NullMarked
package io.edgeopt.autograd.loss;

import org.jspecify.annotations.NullMarked;
