package io.edgeopt.core.diagnose;

import java.util.List;

/**
 * How often which values came, and the range that integers cover of them.
 *
 * @param from where the first bin begins
 * @param width of a bin
 * @param shares of all values but zeros, bin by bin
 * @param zeros share of all values that were exactly 0
 * @param low least value that the integers stand for; the least that came where there are none
 * @param high the largest
 */
public record Distribution(double from, double width, List<Double> shares, double zeros, double low, double high) {
    public Distribution {
        shares = List.copyOf(shares);
    }
}
