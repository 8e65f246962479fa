/** Tests of sources, on videos that the tests draw and cameras that they serve themselves. */
@NullMarked
package io.edgeopt.camera.source;

import org.jspecify.annotations.NullMarked;
