/** A door before the models: they idle until somebody who may pass has been seen. */
@NullMarked
package io.edgeopt.camera.door;

import org.jspecify.annotations.NullMarked;
