package io.edgeopt.core.face;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Similarity;
import java.util.stream.IntStream;

/**
 * A face cut out at 112 x 112 pixels with eyes, nose and mouth where recognisers of faces expect them (the template of
 * <a href="https://arxiv.org/abs/1801.07698">ArcFace</a>). What lies outside the picture is black.
 */
public final class FaceCrop {
    /** Width and height of the cut-out. */
    public static final int SIDE = 112;

    private static final double[] TEMPLATE = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };
    /**
     * Where detectors' boxes lie over faces that are aligned to the template: UltraFace's on photographs, whose eyes and
     * mouths then come to lie on it. Over drawn faces their middle is at 60.3, over boxes from hairline to chin at 62.7.
     */
    private static final double BOX_CENTRE_X = 56;

    private static final double BOX_CENTRE_Y = 60;
    private static final double BOX_HEIGHT = 118;
    private static final int MOST_SAMPLES = 8;

    private FaceCrop() {}

    /** The template, {@code x0, y0, x1, y1, ...}, in pixels of the cut-out. */
    public static double[] template() {
        return TEMPLATE.clone();
    }

    /** Cuts out by the landmarks, or where there are none by the box: then a tilted head stays tilted. */
    public static Image of(Image image, FoundFace face) {
        return cut(image, toCrop(face).inverse());
    }

    private static Similarity toCrop(FoundFace face) {
        if (!face.landmarks().isEmpty()) {
            double[] found = IntStream.range(0, TEMPLATE.length)
                    .mapToDouble(i -> face.landmarks().get(i))
                    .toArray();
            return Similarity.between(found, TEMPLATE);
        }
        Box box = face.box();
        double scale = BOX_HEIGHT / Math.max(1, box.height());
        double x = (box.left() + box.right()) / 2.0;
        double y = (box.top() + box.bottom()) / 2.0;
        return new Similarity(scale, 0, BOX_CENTRE_X - scale * x, BOX_CENTRE_Y - scale * y);
    }

    private static Image cut(Image image, Similarity toPicture) {
        Image crop = Image.blank(SIDE, SIDE);
        // One sample for each pixel of the picture that a pixel of the crop covers, or faces close by would flicker.
        int samples = (int) Math.max(1, Math.min(MOST_SAMPLES, Math.ceil(toPicture.scale())));
        double[] sum = new double[3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int i = 0; i < samples * samples; i++) {
                    double cx = x + (i % samples + 0.5) / samples - 0.5;
                    double cy = y + (Math.floorDiv(i, samples) + 0.5) / samples - 0.5;
                    add(image, toPicture.x(cx, cy), toPicture.y(cx, cy), sum);
                }
                double share = 1.0 / (samples * samples);
                crop.set(x, y, (int) Math.round(sum[0] * share), (int) Math.round(sum[1] * share), (int)
                        Math.round(sum[2] * share));
            }
        }
        return crop;
    }

    private static void add(Image image, double x, double y, double[] sum) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double u = x - left;
        double v = y - top;
        for (int corner = 0; corner < 4; corner++) {
            int px = left + (corner & 1);
            int py = top + (corner >> 1);
            double share = ((corner & 1) == 1 ? u : 1 - u) * ((corner >> 1) == 1 ? v : 1 - v);
            if (share > 0 && px >= 0 && py >= 0 && px < image.width() && py < image.height()) {
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += share * image.at(px, py, channel);
                }
            }
        }
    }
}
