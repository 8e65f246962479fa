/** Tests of pictures, against arrays that other libraries computed. */
@NullMarked
package io.edgeopt.core.image;

import org.jspecify.annotations.NullMarked;
