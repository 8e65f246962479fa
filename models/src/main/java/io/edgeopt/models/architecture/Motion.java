package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** What can be done to a clip along its time, without weights. */
final class Motion {
    private final Layers net;
    /** Places of the time axis and of the channel axis, the batch counted. */
    private final int time;

    private final int channel;

    Motion(Layers net, int time, int channel) {
        this.net = net;
        this.time = time;
        this.channel = channel;
    }

    /** The clip with how each frame differs from the one before as further channels; the first differs in nothing. */
    Value withDifferences(Value clip) {
        int frames = clip.dims().get(time - 1);
        Value later = slice(clip, time, 1, frames);
        Value earlier = slice(clip, time, 0, frames - 1);
        Value differences = padded(net.apply("Sub", later, earlier), 1, 0);
        return net.concat(channel, List.of(clip, differences));
    }

    /** An eighth of the channels taken from the next frame and an eighth from the one before (Lin et al., 2019). */
    Value shifted(Value clip) {
        int frames = clip.dims().get(time - 1);
        int channels = clip.dims().get(channel - 1);
        int eighth = channels / 8;
        Value next = slice(slice(clip, channel, 0, eighth), time, 1, frames);
        Value before = slice(slice(clip, channel, eighth, 2 * eighth), time, 0, frames - 1);
        Value rest = slice(clip, channel, 2 * eighth, channels);
        return net.concat(channel, List.of(padded(next, 0, 1), padded(before, 1, 0), rest));
    }

    private Value slice(Value x, int axis, int from, int to) {
        List<Integer> after = new ArrayList<>(x.dims());
        after.set(axis - 1, to - from);
        List<String> read =
                List.of(x.name(), net.integers("from", from), net.integers("to", to), net.integers("axis", axis));
        return net.emit(Node.of("Slice", read, List.of()), after);
    }

    /** With so many frames of zeros before and behind. */
    private Value padded(Value x, int before, int behind) {
        int rank = x.dims().size() + 1;
        long[] pads = new long[2 * rank];
        pads[time] = before;
        pads[rank + time] = behind;
        List<Integer> after = new ArrayList<>(x.dims());
        after.set(time - 1, after.get(time - 1) + before + behind);
        return net.emit(Node.of("Pad", List.of(x.name(), net.integers("pads", pads)), List.of()), after);
    }
}
