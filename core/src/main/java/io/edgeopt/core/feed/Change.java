package io.edgeopt.core.feed;

import io.edgeopt.core.image.augment.Augmentation;
import io.edgeopt.core.image.augment.Scene;
import io.edgeopt.core.model.ClipSampling;
import java.util.SplittableRandom;

/** What becomes of a sample before it is prepared. */
public interface Change {
    /** Everything stays as it is. */
    Change NONE = new Change() {
        @Override
        public Scene picture(Scene scene) {
            return scene;
        }

        @Override
        public int[] frames(ClipSampling sampling, int length) {
            return sampling.indices(length);
        }
    };

    /** The picture, or a frame, with its boxes; of a clip every frame changes alike. */
    Scene picture(Scene scene);

    /** Which frames of a clip are seen, in order. */
    int[] frames(ClipSampling sampling, int length);

    /** As training wants it: pictures changed by {@code augmentation}, frames chosen with some play. */
    static Change by(Augmentation augmentation, SplittableRandom random) {
        long pictures = random.nextLong();
        long frames = random.nextLong();
        return new Change() {
            @Override
            public Scene picture(Scene scene) {
                return augmentation.apply(scene, new SplittableRandom(pictures));
            }

            @Override
            public int[] frames(ClipSampling sampling, int length) {
                return sampling.indices(length, new SplittableRandom(frames));
            }
        };
    }
}
