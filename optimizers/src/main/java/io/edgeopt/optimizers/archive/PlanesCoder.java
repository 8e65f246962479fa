package io.edgeopt.optimizers.archive;

/**
 * Elements of several bytes, taken apart: first the first byte of each, then the second, and so on. Signs and exponents of
 * floats are much alike and shrink; the lower digits do not.
 */
final class PlanesCoder implements Coder {
    private final int width;
    private final Streams each;

    PlanesCoder(int width, Streams each) {
        this.width = width;
        this.each = each;
    }

    @Override
    public String name() {
        return "planes-" + width;
    }

    @Override
    public byte[] encode(byte[] raw) {
        ArchiveWriter out = new ArchiveWriter();
        int elements = raw.length / width;
        for (int plane = 0; plane < width; plane++) {
            byte[] bytes = new byte[elements];
            for (int i = 0; i < elements; i++) {
                bytes[i] = raw[i * width + plane];
            }
            each.write(bytes, 8, out);
        }
        out.bytes(raw, elements * width, raw.length);
        return out.toBytes();
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        ArchiveReader in = new ArchiveReader(coded);
        byte[] raw = new byte[length];
        int elements = length / width;
        for (int plane = 0; plane < width; plane++) {
            byte[] bytes = each.read(in, elements);
            for (int i = 0; i < elements; i++) {
                raw[i * width + plane] = bytes[i];
            }
        }
        byte[] rest = in.bytes(length - elements * width);
        System.arraycopy(rest, 0, raw, elements * width, rest.length);
        in.checkEnd();
        return raw;
    }
}
