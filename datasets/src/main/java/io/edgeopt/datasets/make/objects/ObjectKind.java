package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.util.List;
import java.util.Optional;

/**
 * A kind of object.
 *
 * @param size how large it is beside the others, on the whole
 * @param upright whether it is mostly seen with its top above
 * @param handSize of a hand that holds it, in its own units
 */
record ObjectKind(String label, Thing thing, double size, boolean upright, double handSize, Optional<Hand> hand) {
    /** All kinds, personal and suspect, in the order of the labels. */
    static final List<ObjectKind> ALL = List.of(
            new ObjectKind("key", Keys::single, 0.5, false, 0.9, Optional.empty()),
            new ObjectKind("key ring", Keys::ring, 0.6, false, 0.9, Optional.empty()),
            new ObjectKind("remote", Gadgets::remote, 0.8, false, 0.28, Optional.of(new Hand(0, 0.15, 1.5, 0.16))),
            new ObjectKind("smartphone", Gadgets::phone, 0.8, false, 0.27, Optional.of(new Hand(0, 0.2, 1.4, 0.28))),
            new ObjectKind(
                    "wallet", Accessories::wallet, 0.75, false, 0.28, Optional.of(new Hand(0.1, 0.25, 1.3, 0.2))),
            new ObjectKind("glasses", Accessories::glasses, 0.75, false, 0.25, Optional.empty()),
            new ObjectKind("hat", Hats::hat, 0.9, true, 0.9, Optional.empty()),
            new ObjectKind("watch", Watches::watch, 0.7, false, 0.4, Optional.empty()),
            new ObjectKind("bag", Bags::bag, 1.05, true, 0.9, Optional.empty()),
            new ObjectKind(
                    "pistol", Firearms::pistol, 0.85, false, 0.29, Optional.of(new Hand(0.38, 0.05, 0.25, 0.16))),
            new ObjectKind(
                    "long gun", Firearms::longGun, 1.2, false, 0.14, Optional.of(new Hand(0.15, 0.09, 1.1, 0.05))),
            new ObjectKind("knife", Arms::knife, 0.9, false, 0.17, Optional.of(new Hand(0.33, 0, 0.5, 0.07))),
            new ObjectKind("stick", Arms::stick, 1.2, false, 0.14, Optional.of(new Hand(0.36, 0, 0.9, 0.05))),
            new ObjectKind("drone", Drones::drone, 0.9, true, 0.9, Optional.empty()));

    static List<String> labels() {
        return ALL.stream().map(ObjectKind::label).toList();
    }

    boolean canBeHeld() {
        return hand.isPresent();
    }

    void draw(Pen pen, boolean held, Chance chance) {
        if (!held || hand.isEmpty()) {
            thing.draw(pen, chance);
            return;
        }
        Hand holding = hand.get();
        Material skin = Material.skin(chance);
        Material sleeve = Material.cloth(Paint.any("sleeve", chance), chance);
        double large = handSize * chance.between(0.9, 1.25);
        holding.behind(pen, skin, sleeve, large, chance);
        thing.draw(pen, chance);
        holding.before(pen, skin, large, chance);
    }
}
