package io.edgeopt.optimizers.archive;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Repetitions as references to what came before (RFC 1951): good for the graph itself. */
final class DeflateCoder implements Coder {
    @Override
    public String name() {
        return "deflate";
    }

    @Override
    public byte[] encode(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 14];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(coded);
            byte[] raw = new byte[length];
            int count = 0;
            while (count < length) {
                int more = inflater.inflate(raw, count, length - count);
                if (more == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DamagedArchiveException("deflated bytes that end too early");
                }
                count += more;
            }
            if (inflater.inflate(new byte[1]) != 0) {
                throw new DamagedArchiveException("more deflated bytes than there should be");
            }
            return raw;
        } catch (DataFormatException e) {
            throw new DamagedArchiveException("deflated bytes that cannot be: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
