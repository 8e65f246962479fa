/** Tests of files with frames, on videos that the tests draw themselves. */
@NullMarked
package io.edgeopt.camera.file;

import org.jspecify.annotations.NullMarked;
