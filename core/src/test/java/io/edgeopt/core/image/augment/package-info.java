/** Tests of pictures changed by chance. */
@NullMarked
package io.edgeopt.core.image.augment;

import org.jspecify.annotations.NullMarked;
