package io.edgeopt.cli;

import java.util.List;

/**
 * What is watched at a kind of place.
 *
 * @param name also of the set on the models' cards: the labels that are shown there, and the stride
 * @param models by their names in the catalogue
 * @param alerts the usual rules; each names its model
 */
record WatchSet(String name, List<String> models, List<String> alerts) {
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
        return new WatchSet(name, List.of("fire", "movement", "object"), List.of(alerts));
    }
}
