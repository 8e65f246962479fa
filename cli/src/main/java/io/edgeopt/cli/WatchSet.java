package io.edgeopt.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is watched at a kind of place.
 *
 * @param name also of the set of labels on the models' cards that are shown there
 * @param strides by model: each looks at every n-th frame, because what burns or lies there does so for a while
 * @param alerts the usual rules; each names its model
 */
record WatchSet(String name, Map<String, Integer> strides, List<String> alerts) {
    static final WatchSet HOME = of(
            "home",
            "fire:fire>0.8 for 1s",
            "fire:smoke>0.8 for 2s",
            "movement:fall>0.7 for 1s",
            "movement:fight>0.7 for 1s");

    static final WatchSet CITY = of(
            "city",
            "fire:fire>0.8 for 1s",
            "fire:smoke>0.8 for 2s",
            "movement:fall>0.7 for 1s",
            "movement:fight>0.7 for 1s",
            "movement:collision>0.7 for 1s",
            "object:pistol>0.6 for 3 frames",
            "object:long gun>0.6 for 3 frames",
            "object:knife>0.6 for 3 frames");

    private static WatchSet of(String name, String... alerts) {
        Map<String, Integer> strides = new LinkedHashMap<>();
        strides.put("fire", 5);
        strides.put("movement", 8);
        strides.put("object", 3);
        return new WatchSet(name, strides, List.of(alerts));
    }
}
