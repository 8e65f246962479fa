package io.edgeopt.xai.perturb;

import io.edgeopt.xai.perturb.LocalGraph.Area;
import io.edgeopt.xai.perturb.LocalGraph.Station;

/** Rows and columns of a tensor with places. */
record Block(Span rows, Span columns) {
    /** What of a station changes where a patch of the input does. */
    static Block of(Patch patch, Area reach, Station station) {
        return new Block(
                reach.rows().of(patch.rows(), station.height()), reach.columns().of(patch.columns(), station.width()));
    }
}
