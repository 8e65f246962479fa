package io.edgeopt.optimizers.archive;

/** What is wrong with coded bytes, in a few words; whoever knows the file's name says the rest. */
final class DamagedArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedArchiveException(String found) {
        super(found);
    }
}
