/** Models in 8-bit integers: calibration, placement, correction, and the proof that integers are what runs. */
@NullMarked
package io.edgeopt.optimizers.quantize;

import org.jspecify.annotations.NullMarked;
