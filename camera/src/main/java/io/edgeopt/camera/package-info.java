/** Frames from files and cameras. */
@NullMarked
package io.edgeopt.camera;

import org.jspecify.annotations.NullMarked;
