/** Pictures: decoding, resizing, and the way from pixels to a network's input tensor. */
@NullMarked
package io.edgeopt.core.image;

import org.jspecify.annotations.NullMarked;
