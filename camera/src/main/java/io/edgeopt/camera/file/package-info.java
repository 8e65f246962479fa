/** Frames out of video files and folders of pictures. */
@NullMarked
package io.edgeopt.camera.file;

import org.jspecify.annotations.NullMarked;
