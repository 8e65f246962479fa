/** Tests of the door before the models. */
@NullMarked
package io.edgeopt.camera.door;

import org.jspecify.annotations.NullMarked;
