/** Clips of persons who walk, run, fall, fight or lie, of vehicles that collide, and of nothing in particular. */
@NullMarked
package io.edgeopt.datasets.make.movement;

import org.jspecify.annotations.NullMarked;
