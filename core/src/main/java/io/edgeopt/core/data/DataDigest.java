package io.edgeopt.core.data;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which data it was: SHA-256 over ids, truths and sizes of files, or over the files' bytes as well. */
public final class DataDigest {
    private DataDigest() {}

    /** Cheap: an edit that keeps a file's size goes unseen. */
    public static String of(Dataset data) {
        return digest(data, false);
    }

    /** Reads every byte. */
    public static String ofContent(Dataset data) {
        return digest(data, true);
    }

    private static String digest(Dataset data, boolean content) {
        MessageDigest sha = sha256();
        for (String label : data.labels()) {
            add(sha, "label " + label);
        }
        for (int i = 0; i < data.size(); i++) {
            Sample sample = data.sample(i);
            add(sha, sample.id());
            add(sha, sample.content(), content);
            if (sample.truth() instanceof Truth.SamePerson pair) {
                add(sha, "same " + pair.same());
                add(sha, pair.other(), content);
            } else {
                add(sha, sample.truth().toString());
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(MessageDigest sha, Content shown, boolean content) {
        if (shown instanceof Content.Picture picture) {
            add(sha, picture.file(), content);
        } else if (shown instanceof Content.Region region) {
            add(sha, region.file(), content);
            add(sha, region.box().toString());
        } else if (shown instanceof Content.Frames frames) {
            add(sha, "frames " + frames.files().size());
            frames.files().forEach(file -> add(sha, file, content));
        } else if (shown instanceof Content.Video video) {
            add(sha, video.file(), content);
            add(sha, video.from() + " " + video.to());
        } else if (shown instanceof Content.Values values) {
            add(sha, values.tensor().toString());
            if (content) {
                sha.update(values.tensor().bytes());
            }
        }
    }

    private static void add(MessageDigest sha, Path file, boolean content) {
        try {
            add(sha, Long.toString(Files.size(file)));
            if (content) {
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] part = new byte[1 << 16];
                    for (int read = in.read(part); read >= 0; read = in.read(part)) {
                        sha.update(part, 0, read);
                    }
                }
            }
        } catch (IOException e) {
            throw new InvalidDataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void add(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        // Ends the text, so that "ab" and "c" differ from "a" and "bc".
        sha.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
