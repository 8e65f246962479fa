package io.edgeopt.reports;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What people are shown of a sample: its picture, or a few frames of its clip. */
final class ExamplePictures {
    private final VideoOpener videos;
    private final int frames;

    ExamplePictures(VideoOpener videos, int frames) {
        this.videos = videos;
        this.frames = frames;
    }

    List<Image> of(Content content) {
        if (content instanceof Content.Picture picture) {
            return List.of(ImageReader.read(picture.file()));
        }
        if (content instanceof Content.Region region) {
            return List.of(ImageReader.read(region.file()).crop(region.box()));
        }
        if (content instanceof Content.Frames clip) {
            List<Path> files = clip.files();
            return spread(files.size())
                    .mapToObj(i -> ImageReader.read(files.get(i)))
                    .toList();
        }
        if (content instanceof Content.Video video) {
            return spread(video);
        }
        throw new IllegalArgumentException("an array is no picture: " + content);
    }

    /** From the first to the last of so many. */
    private IntStream spread(int length) {
        return IntStream.range(0, frames).map(i -> i * (length - 1) / Math.max(1, frames - 1));
    }

    /** Decodes twice: a file may promise more frames than it holds. */
    private List<Image> spread(Content.Video video) {
        int length = 0;
        try (FrameSource counted = videos.open(video)) {
            while (counted.next().isPresent()) {
                length++;
            }
        }
        List<Image> shown = new ArrayList<>();
        int[] wanted = spread(length).toArray();
        try (FrameSource source = videos.open(video)) {
            Optional<Frame> frame = source.next();
            for (int i = 0; frame.isPresent(); i++, frame = source.next()) {
                for (int place : wanted) {
                    if (place == i) {
                        shown.add(frame.get().image().copy());
                    }
                }
            }
        }
        return shown;
    }

    /** As Java's own class. */
    static BufferedImage view(Image image) {
        BufferedImage view = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                view.setRGB(x, y, image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2));
            }
        }
        return view;
    }

    /** As our own class. */
    static Image image(BufferedImage sheet) {
        Image image = Image.blank(sheet.getWidth(), sheet.getHeight());
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                int rgb = sheet.getRGB(x, y);
                image.set(x, y, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
            }
        }
        return image;
    }
}
