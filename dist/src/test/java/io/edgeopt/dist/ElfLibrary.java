package io.edgeopt.dist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A shared library of 64 bits, little end first, as far as it says what it needs. */
final class ElfLibrary {
    private static final int MAGIC = 0x464c457f;
    /** The section that names versions of other libraries' symbols. */
    private static final int VERSIONS_NEEDED = 0x6ffffffe;

    private static final int SECTION_HEADERS_AT = 40;
    private static final int SECTION_SIZE_AT = 58;
    private static final int SECTION_COUNT_AT = 60;

    private final ByteBuffer bytes;

    private ElfLibrary(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static ElfLibrary of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != MAGIC || bytes.get(4) != 2 || bytes.get(5) != 1) {
            throw new IllegalArgumentException("not a library of 64 bits");
        }
        return new ElfLibrary(bytes);
    }

    /** The number of the processor's kind: 62 is x86-64, 183 is ARM's of 64 bits. */
    int machine() {
        return bytes.getShort(18);
    }

    /** Such as {@code GLIBC_2.17}. */
    List<String> versionsNeeded() {
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < bytes.getShort(SECTION_COUNT_AT); i++) {
            int header = section(i);
            if (bytes.getInt(header + 4) == VERSIONS_NEEDED) {
                int strings = place(section(bytes.getInt(header + 40)));
                addVersions(place(header), strings, versions);
            }
        }
        return versions;
    }

    private int section(int index) {
        return Math.toIntExact(bytes.getLong(SECTION_HEADERS_AT)) + index * bytes.getShort(SECTION_SIZE_AT);
    }

    /** Where in the file a section is. */
    private int place(int header) {
        return Math.toIntExact(bytes.getLong(header + 24));
    }

    /** One entry a library, and of each a list of versions. */
    private void addVersions(int first, int strings, List<String> versions) {
        int library = first;
        int step = 1;
        while (step != 0) {
            int version = library + bytes.getInt(library + 8);
            for (int k = 0; k < bytes.getShort(library + 2); k++) {
                versions.add(text(strings + bytes.getInt(version + 8)));
                version += bytes.getInt(version + 12);
            }
            step = bytes.getInt(library + 12);
            library += step;
        }
    }

    private String text(int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; bytes.get(i) != 0; i++) {
            text.append((char) bytes.get(i));
        }
        return text.toString();
    }
}
