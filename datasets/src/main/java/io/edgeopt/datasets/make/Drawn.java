package io.edgeopt.datasets.make;

import java.util.List;

/** A sample that waits to be written, its frames as the bytes of JPEG files. */
record Drawn(Part part, int index, Made made, List<byte[]> files) {
    /** The name of its file or folder, without an ending. */
    String name() {
        String digits = Integer.toString(index);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
