package io.edgeopt.datasets.make.movement;

/** What a body does over time, in seconds from the beginning of the clip. */
@FunctionalInterface
interface Motion {
    Posed at(double time);
}
