package io.edgeopt.core.graph;

/** One extent of a declared shape: known, or free to differ from run to run. */
public sealed interface Dim {
    /** Always this extent. */
    record Fixed(long extent) implements Dim {
        @Override
        public String toString() {
            return Long.toString(extent);
        }
    }

    /** Any extent; equal names mean equal extents. The name is empty where the file gives none. */
    record Free(String name) implements Dim {
        @Override
        public String toString() {
            return name.isEmpty() ? "?" : name;
        }
    }
}
