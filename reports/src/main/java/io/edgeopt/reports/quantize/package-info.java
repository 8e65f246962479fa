/** The page of a quantized model: what its layers cost and gain, drawn from its record and from nothing else. */
@NullMarked
package io.edgeopt.reports.quantize;

import org.jspecify.annotations.NullMarked;
