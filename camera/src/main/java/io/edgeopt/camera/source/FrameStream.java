package io.edgeopt.camera.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames in YUV4MPEG2, the simplest form of video: colours at half resolution, nothing compressed. */
final class FrameStream {
    private static final String MAGIC = "YUV4MPEG2";
    private static final String FRAME = "FRAME";
    private static final int LONGEST_LINE = 4096;
    private static final Pattern RATE = Pattern.compile("F(\\d+):(\\d+)");

    private final InputStream in;
    private final int width;
    private final int height;
    private final double fps;
    private final byte[] plane;

    private FrameStream(InputStream in, int width, int height, double fps) {
        this.in = in;
        this.width = width;
        this.height = height;
        this.fps = fps;
        this.plane = new byte[width * height];
    }

    /** Waits for the line that says the size; what a program may print before it is passed over. */
    static FrameStream open(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        String line = line(in);
        while (!line.startsWith(MAGIC)) {
            line = line(in);
        }
        int width = 0;
        int height = 0;
        double fps = 0;
        for (String word : line.split(" ", -1)) {
            Matcher rate = RATE.matcher(word);
            if (word.matches("W\\d{1,5}")) {
                width = Integer.parseInt(word.substring(1));
            } else if (word.matches("H\\d{1,5}")) {
                height = Integer.parseInt(word.substring(1));
            } else if (rate.matches() && Long.parseLong(rate.group(2)) > 0) {
                fps = (double) Long.parseLong(rate.group(1)) / Long.parseLong(rate.group(2));
            } else if (word.startsWith("C") && !word.startsWith("C420")) {
                throw new IOException("frames come in the colours '%s', expected C420".formatted(word));
            }
        }
        if (width < 1 || height < 1) {
            throw new IOException("frames of %dx%d cannot be".formatted(width, height));
        }
        return new FrameStream(in, width, height, fps);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no frames came");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Frames a second; 0 where the stream does not say. */
    double fps() {
        return fps;
    }

    /** Waits for the next frame; false at the end. A frame that is cut off is an error. */
    boolean next(DecodedSlot slot) throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        String head = (char) first + line(in);
        if (!head.startsWith(FRAME)) {
            throw new IOException("expected '%s', found '%s'".formatted(FRAME, head.strip()));
        }
        ByteBuffer[] planes = slot.room(width, height);
        int half = (width + 1) / 2;
        read(planes[0], slot.stride(0), width, height);
        read(planes[1], slot.stride(1), half, (height + 1) / 2);
        read(planes[2], slot.stride(2), half, (height + 1) / 2);
        return true;
    }

    private void read(ByteBuffer to, int stride, int columns, int rows) throws IOException {
        if (in.readNBytes(plane, 0, columns * rows) < columns * rows) {
            throw new EOFException("the last frame is cut off");
        }
        for (int y = 0; y < rows; y++) {
            to.put(y * stride, plane, y * columns, columns);
        }
    }
}
