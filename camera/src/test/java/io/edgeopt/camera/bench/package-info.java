/** Tests of measurements. */
@NullMarked
package io.edgeopt.camera.bench;

import org.jspecify.annotations.NullMarked;
