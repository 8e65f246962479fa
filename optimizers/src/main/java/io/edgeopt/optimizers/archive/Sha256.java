package io.edgeopt.optimizers.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The fingerprint of bytes in memory. */
final class Sha256 {
    static final int BYTES = 32;

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
