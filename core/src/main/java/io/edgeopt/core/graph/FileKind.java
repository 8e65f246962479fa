package io.edgeopt.core.graph;

/** What a file that is no ONNX model seems to be, for the message. */
final class FileKind {
    static final String UNKNOWN = "its content is unknown";

    private FileKind() {}

    static String of(byte[] bytes) {
        if (startsWith(bytes, "PK")) {
            return "it is a zip archive, as TorchScript and Keras files are";
        }
        if (startsWith(bytes, "\u0080") || startsWith(bytes, "\u0080\u0002")) {
            return "it is a Python pickle, as older PyTorch files are";
        }
        if (startsWith(bytes, "\u0089PNG") || startsWith(bytes, "\u00ff\u00d8\u00ff")) {
            return "it is a picture";
        }
        if (startsWith(bytes, "\u0089HDF")) {
            return "it is an HDF5 file, as older Keras files are";
        }
        if (bytes.length > 8 && new String(bytes, 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals("TFL3")) {
            return "it is a TensorFlow Lite model";
        }
        if (startsWith(bytes, "ORTM") || startsWith(bytes, 4, "ORTM")) {
            return "it is in ONNX Runtime's own ORT format";
        }
        if (startsWith(bytes, "version https://git-lfs")) {
            return "it is a Git LFS pointer: run 'git lfs pull' to get the file itself";
        }
        if (startsWith(bytes, "EDZ\u001a")) {
            return "it is an archive of edgeopt's: run 'edgeopt unpack' to get the model";
        }
        return isText(bytes) ? "it is a text file" : UNKNOWN;
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        return startsWith(bytes, 0, magic);
    }

    private static boolean startsWith(byte[] bytes, int offset, String magic) {
        if (bytes.length < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[offset + i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] bytes) {
        int looked = Math.min(bytes.length, 512);
        for (int i = 0; i < looked; i++) {
            int value = bytes[i] & 0xFF;
            if (value < 0x20 && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return true;
    }
}
