/** Tests of what a watch leaves behind. */
@NullMarked
package io.edgeopt.camera.sink;

import org.jspecify.annotations.NullMarked;
