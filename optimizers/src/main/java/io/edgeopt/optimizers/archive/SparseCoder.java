package io.edgeopt.optimizers.archive;

import java.io.ByteArrayOutputStream;

/**
 * Elements that are zero but for some: the distance from one that is not to the next, and what those are. A distance is a
 * byte; 255 means that 255 zeros follow and no element yet (Han, Mao and Dally, "Deep compression", 2016, 2).
 */
final class SparseCoder implements Coder {
    private static final int FILLER = 255;

    private final int width;
    private final Streams distances;
    private final Streams values;

    SparseCoder(int width, Streams distances, Streams values) {
        this.width = width;
        this.distances = distances;
        this.values = values;
    }

    @Override
    public String name() {
        return "sparse-" + width;
    }

    @Override
    public byte[] encode(byte[] raw) {
        ByteArrayOutputStream gaps = new ByteArrayOutputStream();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int elements = raw.length / width;
        int gap = 0;
        for (int i = 0; i < elements; i++) {
            if (isZero(raw, i * width)) {
                gap++;
                if (gap == FILLER) {
                    gaps.write(FILLER);
                    gap = 0;
                }
            } else {
                gaps.write(gap);
                kept.write(raw, i * width, width);
                gap = 0;
            }
        }
        ArchiveWriter out = new ArchiveWriter();
        out.number(gaps.size());
        distances.write(gaps.toByteArray(), 8, out);
        out.number(kept.size());
        values.write(kept.toByteArray(), 8 * width, out);
        out.bytes(raw, elements * width, raw.length);
        return out.toBytes();
    }

    private boolean isZero(byte[] raw, int from) {
        for (int i = from; i < from + width; i++) {
            if (raw[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        ArchiveReader in = new ArchiveReader(coded);
        int elements = length / width;
        byte[] gaps = distances.read(in, in.number(elements));
        byte[] kept = values.read(in, in.number(elements * width));
        byte[] raw = new byte[length];
        int at = 0;
        int taken = 0;
        for (byte each : gaps) {
            int gap = each & 0xFF;
            at += gap;
            if (gap == FILLER) {
                continue;
            }
            if (at >= elements || taken + width > kept.length) {
                throw new DamagedArchiveException("an element behind the last");
            }
            System.arraycopy(kept, taken, raw, at * width, width);
            taken += width;
            at++;
        }
        if (at > elements || taken != kept.length) {
            throw new DamagedArchiveException("elements without a place");
        }
        byte[] rest = in.bytes(length - elements * width);
        System.arraycopy(rest, 0, raw, elements * width, rest.length);
        in.checkEnd();
        return raw;
    }
}
