package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;
import java.util.regex.Matcher;

/** What is left out together: the answer to "how". */
public sealed interface Structure {
    /** Whole channels, really removed: the file and the work shrink. */
    record Channels() implements Structure {
        @Override
        public String toString() {
            return "channels";
        }
    }

    /** Single weights, which become zero where they are. */
    record Masks() implements Structure {
        @Override
        public String toString() {
            return "masks";
        }
    }

    /** Of every {@code of} weights that are summed one after the other, {@code kept} remain. */
    record Pattern(int kept, int of) implements Structure {
        public Pattern {
            if (kept < 1 || kept >= of || of > 64) {
                throw new InvalidPlanException("--how %d:%d is no pattern; give one such as 2:4".formatted(kept, of));
            }
        }

        @Override
        public String toString() {
            return kept + ":" + of;
        }
    }

    /** Squares of weights: so many outputs by so many inputs. */
    record Blocks(int side) implements Structure {
        public Blocks {
            if (side < 2 || side > 64) {
                throw new InvalidPlanException("--how blocks:%d is no size; give 2 to 64".formatted(side));
            }
        }

        @Override
        public String toString() {
            return "blocks:" + side;
        }
    }

    int USUAL_SIDE = 4;

    static Structure parse(String text) {
        Matcher pattern =
                java.util.regex.Pattern.compile("(\\d{1,3}):(\\d{1,3})").matcher(text);
        Matcher blocks =
                java.util.regex.Pattern.compile("blocks(?::(\\d{1,3}))?").matcher(text);
        if (text.equals("channels")) {
            return new Channels();
        }
        if (text.equals("masks")) {
            return new Masks();
        }
        if (pattern.matches()) {
            return new Pattern(Integer.parseInt(pattern.group(1)), Integer.parseInt(pattern.group(2)));
        }
        if (blocks.matches()) {
            return new Blocks(blocks.group(1) == null ? USUAL_SIDE : Integer.parseInt(blocks.group(1)));
        }
        throw new InvalidPlanException(
                "--how is '%s', expected channels, masks, a pattern such as 2:4, or blocks".formatted(text));
    }
}
