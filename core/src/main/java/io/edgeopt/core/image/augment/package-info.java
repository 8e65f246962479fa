/** Pictures changed by chance, so that training sees more than was photographed; boxes follow. */
@NullMarked
package io.edgeopt.core.image.augment;

import org.jspecify.annotations.NullMarked;
