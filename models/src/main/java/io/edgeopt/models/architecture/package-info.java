/** Networks that have names, written layer by layer, with weights to begin a training from. */
@NullMarked
package io.edgeopt.models.architecture;

import org.jspecify.annotations.NullMarked;
