/** Data sets that are drawn: what a maker is, seeded chance, noise, canvas, lens, and the writer of the folder. */
@NullMarked
package io.edgeopt.datasets.make;

import org.jspecify.annotations.NullMarked;
