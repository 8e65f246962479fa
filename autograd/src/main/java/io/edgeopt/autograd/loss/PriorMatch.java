package io.edgeopt.autograd.loss;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.Arrays;
import java.util.List;

/**
 * Which object each prior answers for: the one that it overlaps most, if by half; and every object has the prior that
 * overlaps it most.
 */
final class PriorMatch {
    static final int NOTHING = -1;
    /** Lies in a crowd: neither an object nor nothing. */
    static final int UNKNOWN = -2;

    private static final float ENOUGH = 0.5f;

    private final float[] centred;
    private final Box[] priors;

    /** @param centred centre and size, four in a row for each prior; the result has the same unit */
    PriorMatch(float[] centred) {
        this.centred = centred;
        priors = new Box[centred.length / 4];
        for (int i = 0; i < priors.length; i++) {
            float x = centred[4 * i];
            float y = centred[4 * i + 1];
            float width = centred[4 * i + 2];
            float height = centred[4 * i + 3];
            priors[i] = new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
        }
    }

    /** Centre x, centre y, width or height of a prior. */
    float centred(int prior, int which) {
        return centred[4 * prior + which];
    }

    int count() {
        return priors.length;
    }

    /** For each prior the index of its object, or one of the constants. */
    int[] of(List<LabelledBox> objects) {
        int[] matches = new int[priors.length];
        float[] overlaps = new float[priors.length];
        int[] favourites = new int[objects.size()];
        Arrays.fill(matches, NOTHING);
        Arrays.fill(overlaps, Math.nextDown(ENOUGH));
        for (int object = 0; object < objects.size(); object++) {
            LabelledBox found = objects.get(object);
            favourites[object] = NOTHING;
            if (!ObjectBatch.teaches(found)) {
                continue;
            }
            float most = -1;
            for (int i = 0; i < priors.length; i++) {
                float overlap = priors[i].overlap(found.box());
                if (overlap > overlaps[i]) {
                    overlaps[i] = overlap;
                    matches[i] = object;
                }
                if (overlap > most) {
                    most = overlap;
                    favourites[object] = i;
                }
            }
        }
        for (int object = 0; object < favourites.length; object++) {
            if (favourites[object] != NOTHING) {
                matches[favourites[object]] = object;
            }
        }
        objects.stream().filter(LabelledBox::crowd).forEach(crowd -> doubt(crowd.box(), matches));
        return matches;
    }

    private void doubt(Box crowd, int[] matches) {
        for (int i = 0; i < matches.length; i++) {
            Box prior = priors[i];
            float width = Math.min(crowd.right(), prior.right()) - Math.max(crowd.left(), prior.left());
            float height = Math.min(crowd.bottom(), prior.bottom()) - Math.max(crowd.top(), prior.top());
            if (matches[i] == NOTHING && width > 0 && height > 0 && width * height > ENOUGH * prior.area()) {
                matches[i] = UNKNOWN;
            }
        }
    }
}
