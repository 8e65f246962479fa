package io.edgeopt.optimizers.archive;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.WeightSpans;
import io.edgeopt.core.graph.WeightSpans.Span;
import io.edgeopt.core.tensor.ElementType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A model file in as few bytes as can be, from which the very file can be made again. The elements of each large tensor
 * are coded alone, those of small ones together with others of their type, the rest of the file deflated.
 *
 * <pre>
 * "EDZ" 0x1A, version 1, three zeros       8 bytes
 * length of what follows                   8 bytes, highest first
 * its CRC-32                               4 bytes, highest first
 * SHA-256 of the model file                32 bytes
 * its length, the number of streams and of tensors
 * each tensor: bytes since the last one, its length, its stream
 * each stream: its length, the coder, the coded length, the coded bytes; the first is what lies between tensors
 * </pre>
 *
 * <p>Numbers have seven bits a byte, the lowest first. Elements follow one another in a stream in the file's order.
 */
public final class ModelArchive {
    private static final byte[] MAGIC = {'E', 'D', 'Z', 0x1A};
    private static final int VERSION = 1;
    private static final int HEAD = 20;

    /** Below this size a tensor shares its stream with others of its type: a code has a table of its own. */
    private static final int SMALL = 4096;

    /** No model unpacks to more than this times its archive; what says so is damaged. */
    private static final int LARGEST_GAIN = 16_384;

    private final byte[] bytes;
    private final long modelBytes;
    private final Map<String, Long> byCoder;

    private ModelArchive(byte[] bytes, long modelBytes, Map<String, Long> byCoder) {
        this.bytes = bytes;
        this.modelBytes = modelBytes;
        this.byCoder = byCoder;
    }

    /** What lies between tensors goes to stream 0. */
    private record Plan(List<Span> spans, List<Integer> streamOf, List<ElementType> types) {
        static Plan of(List<Span> spans) {
            Map<ElementType, Integer> shared = new EnumMap<>(ElementType.class);
            List<Integer> streamOf = new ArrayList<>();
            List<ElementType> types = new ArrayList<>(List.of(ElementType.UINT8));
            for (Span span : spans) {
                boolean small = span.length() < SMALL;
                if (!small || !shared.containsKey(span.type())) {
                    types.add(span.type());
                }
                int own = types.size() - 1;
                streamOf.add(small ? shared.computeIfAbsent(span.type(), unused -> own) : own);
            }
            return new Plan(spans, streamOf, types);
        }
    }

    /** Packs the bytes of a model file; what is given was unpacked again and compared. */
    public static ModelArchive pack(byte[] model) {
        ArchiveWriter out = new ArchiveWriter().bytes(Sha256.of(model));
        Plan plan = Plan.of(WeightSpans.of(model));
        List<ArchiveWriter> raw = new ArrayList<>();
        plan.types().forEach(type -> raw.add(new ArchiveWriter()));
        out.number(model.length).number(raw.size()).number(plan.spans().size());
        int end = 0;
        for (int i = 0; i < plan.spans().size(); i++) {
            Span span = plan.spans().get(i);
            out.number(span.offset() - end)
                    .number(span.length())
                    .number(plan.streamOf().get(i));
            raw.get(0).bytes(model, end, span.offset());
            raw.get(plan.streamOf().get(i)).bytes(model, span.offset(), span.end());
            end = span.end();
        }
        raw.get(0).bytes(model, end, model.length);
        Streams streams = Streams.ofElements();
        for (int i = 0; i < raw.size(); i++) {
            byte[] elements = raw.get(i).toBytes();
            out.number(elements.length);
            streams.write(elements, plan.types().get(i).bits(), out);
        }
        byte[] archive = withHead(out.toBytes());
        if (!Arrays.equals(unpack("just made", archive), model)) {
            throw new IllegalStateException("an archive does not give its model back");
        }
        return new ModelArchive(archive, model.length, streams.bytesByCoder());
    }

    static byte[] withHead(byte[] body) {
        return ByteBuffer.allocate(HEAD + body.length)
                .put(MAGIC)
                .putInt(VERSION << 24)
                .putLong(body.length)
                .putInt(crc(body))
                .put(body)
                .array();
    }

    private static int crc(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return (int) crc.getValue();
    }

    /** Whether a file that begins so is an archive, of whatever version. */
    public static boolean isArchive(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The bytes of the model file; {@code name} is what messages call the archive. */
    public static byte[] unpack(String name, byte[] archive) {
        if (!isArchive(archive)) {
            throw new InvalidModelException(
                    "%s is not an archive of edgeopt's; name a file that 'edgeopt pack' wrote".formatted(name));
        }
        if (archive.length < HEAD) {
            throw new InvalidModelException("archive %s is cut short; copy it again".formatted(name));
        }
        ByteBuffer head = ByteBuffer.wrap(archive);
        int version = head.getInt(MAGIC.length) >>> 24;
        if (version != VERSION) {
            throw new UnsupportedModelException(
                    "archive %s has version %d of the format; this edgeopt reads %d; use a newer one"
                            .formatted(name, version, VERSION));
        }
        long length = head.getLong(8);
        long found = (long) archive.length - HEAD;
        if (found != length) {
            throw new InvalidModelException(
                    found < length
                            ? "archive %s is cut short: it holds %d bytes of %d; copy it again"
                                    .formatted(name, found, length)
                            : "archive %s is damaged: %d bytes follow its end; copy it again"
                                    .formatted(name, found - length));
        }
        byte[] body = Arrays.copyOfRange(archive, HEAD, archive.length);
        if (head.getInt(16) != crc(body) || (head.getInt(MAGIC.length) & 0xFFFFFF) != 0) {
            throw new InvalidModelException(
                    "archive %s is damaged: its checksum is not that of its bytes; copy it again".formatted(name));
        }
        try {
            return model(body);
        } catch (DamagedArchiveException e) {
            throw new InvalidModelException(
                    "archive %s is damaged: it holds %s; pack the model again".formatted(name, e.getMessage()), e);
        }
    }

    private static byte[] model(byte[] body) {
        ArchiveReader in = new ArchiveReader(body);
        byte[] digest = in.bytes(Sha256.BYTES);
        int most = (int) Math.min(Integer.MAX_VALUE - 8, (long) body.length * LARGEST_GAIN);
        int length = in.number(most);
        int streams = in.number(body.length);
        int tensors = in.number(body.length);
        int[][] spans = new int[tensors][];
        for (int i = 0; i < tensors; i++) {
            spans[i] = new int[] {in.number(length), in.number(length), in.number(streams - 1)};
        }
        ArchiveReader[] raw = new ArchiveReader[streams];
        int rest = length;
        for (int i = 0; i < streams; i++) {
            int size = in.number(rest);
            rest -= size;
            raw[i] = new ArchiveReader(Streams.ofElements().read(in, size));
        }
        in.checkEnd();
        ByteBuffer model = ByteBuffer.allocate(length);
        for (int[] span : spans) {
            put(raw[0].bytes(span[0]), model);
            put(raw[span[2]].bytes(span[1]), model);
        }
        put(raw.length == 0 ? new byte[0] : raw[0].bytes(model.remaining()), model);
        for (ArchiveReader each : raw) {
            each.checkEnd();
        }
        if (!Arrays.equals(digest, Sha256.of(model.array()))) {
            throw new DamagedArchiveException("another model than was packed");
        }
        return model.array();
    }

    private static void put(byte[] bytes, ByteBuffer model) {
        if (bytes.length > model.remaining()) {
            throw new DamagedArchiveException("more bytes than the model has");
        }
        model.put(bytes);
    }

    /** What to write to a file. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    public long size() {
        return bytes.length;
    }

    public long modelSize() {
        return modelBytes;
    }

    /** How many bytes each way of coding gave, by its name. */
    public Map<String, Long> bytesByCoder() {
        return byCoder;
    }
}
