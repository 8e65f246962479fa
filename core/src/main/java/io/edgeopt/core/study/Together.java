package io.edgeopt.core.study;

import java.util.List;
import java.util.Optional;

/**
 * Several models on one camera.
 *
 * @param name such as {@code smart home}
 * @param variant of every model
 * @param device on which it was measured
 * @param members the models, each with how many frames there are from one that it sees to the next
 * @param speed of the whole
 * @param failure why it was not measured
 */
public record Together(
        String name,
        String variant,
        String device,
        List<Member> members,
        Optional<Speed> speed,
        Optional<String> failure) {
    /** One model of several, and its stride. */
    public record Member(String model, int stride) {}

    public Together {
        members = List.copyOf(members);
    }

    /** Whether the other was measured of the same models, with the same strides, on a device of that name. */
    boolean isLike(Together other) {
        return name.equals(other.name)
                && variant.equals(other.variant)
                && device.equals(other.device)
                && members.equals(other.members);
    }

    /** The same as a row that has a speed and nothing else. */
    public VariantRow row() {
        return new VariantRow(
                variant,
                device,
                "",
                List.of(),
                failure,
                Optional.empty(),
                Optional.empty(),
                speed,
                Optional.empty(),
                List.of());
    }
}
