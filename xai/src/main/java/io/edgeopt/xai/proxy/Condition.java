package io.edgeopt.xai.proxy;

/** That a unit's value is above a threshold, or that it is not. */
record Condition(int unit, float threshold, boolean above) {
    boolean holds(float[] units) {
        return units[unit] > threshold == above;
    }
}
