package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import java.nio.file.Path;

/** The user's photographs as backgrounds: a random part of one, perhaps mirrored. */
record GivenBackdrop(PartFiles<Path> files) implements Backdrop {
    static GivenBackdrop of(Path folder) {
        return new GivenBackdrop(PartFiles.of(folder, "\\.jpg|\\.jpeg|\\.png|\\.bmp", file -> file));
    }

    @Override
    public double paint(Canvas canvas, Light light, Chance chance) {
        Image photo = ImageReader.read(chance.pick(files.of(chance.part())));
        double fit = Math.min((double) photo.width() / canvas.width(), (double) photo.height() / canvas.height());
        double step = fit * chance.between(0.5, 1);
        double left = chance.between(0, photo.width() - step * canvas.width());
        double top = chance.between(0, photo.height() - step * canvas.height());
        boolean mirrored = chance.happens(0.5);
        int cells = Math.max(1, (int) step);
        float[] out = canvas.light();
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                int i = 3 * (y * canvas.width() + x);
                int column = mirrored ? canvas.width() - 1 - x : x;
                for (int channel = 0; channel < 3; channel++) {
                    out[i + channel] = mean(photo, left + step * column, top + step * y, cells, channel);
                }
            }
        }
        return 0.9;
    }

    private static float mean(Image photo, double x, double y, int cells, int channel) {
        float sum = 0;
        for (int dy = 0; dy < cells; dy++) {
            for (int dx = 0; dx < cells; dx++) {
                int px = Math.min(photo.width() - 1, (int) x + dx);
                int py = Math.min(photo.height() - 1, (int) y + dy);
                sum += Tone.lightOf(photo.at(px, py, channel));
            }
        }
        return sum / (cells * cells);
    }
}
