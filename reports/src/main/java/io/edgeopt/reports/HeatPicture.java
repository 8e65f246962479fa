package io.edgeopt.reports;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** One map over the picture that it explains, and nothing else: for galleries, which say the rest in words. */
public final class HeatPicture {
    private static final double SIDE = 240;

    private HeatPicture() {}

    /** Of a clip, its middle frame. */
    public static void write(Explanation explanation, Saliency map, Path file) {
        int middle = explanation.pictures().size() / 2;
        Image picture = explanation.pictures().get(middle);
        int frame = middle * map.frames() / explanation.pictures().size();
        double scale = SIDE / Math.max(picture.width(), picture.height());
        BufferedImage heat = HeatPainter.over(picture, explanation.placement(), DrawnHeat.of(map), frame, scale);
        HeatPainter.frame(heat, explanation.box(), scale);
        ImageWriter.write(ExamplePictures.image(heat), file);
    }
}
