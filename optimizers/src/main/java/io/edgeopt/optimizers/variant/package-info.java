/** The variants that studies make: each a step, or several, with settings that suit most models. */
@NullMarked
package io.edgeopt.optimizers.variant;

import org.jspecify.annotations.NullMarked;
