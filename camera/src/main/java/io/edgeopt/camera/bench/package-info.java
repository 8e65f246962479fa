/** One measurement of one model before a camera, in the process that it is called in. */
@NullMarked
package io.edgeopt.camera.bench;

import org.jspecify.annotations.NullMarked;
