package io.edgeopt.reports;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.io.AtomicFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A clip and one of its maps side by side, moving: an animated GIF that begins again at its end. */
public final class MovingMap {
    private static final double SIDE = 200;
    private static final String HUNDREDTHS_A_FRAME = "25";
    /** After this a program that shows the file knows that it is to be shown again and again. */
    private static final byte[] FOR_EVER = {1, 0, 0};

    private MovingMap() {}

    public static void write(Explanation clip, Saliency map, Path file) {
        List<BufferedImage> frames = new ArrayList<>();
        DrawnHeat heat = DrawnHeat.of(map);
        for (int i = 0; i < clip.pictures().size(); i++) {
            frames.add(frame(clip, heat, i * map.frames() / clip.pictures().size(), i));
        }
        AtomicFile.write(file, out -> encode(frames, out));
    }

    private static BufferedImage frame(Explanation clip, DrawnHeat drawn, int shown, int index) {
        Image picture = clip.pictures().get(index);
        double scale = SIDE / Math.max(picture.width(), picture.height());
        BufferedImage heat = HeatPainter.over(picture, clip.placement(), drawn, shown, scale);
        BufferedImage both = new BufferedImage(2 * heat.getWidth(), heat.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = both.createGraphics();
        canvas.drawImage(HeatPainter.plain(picture, scale), 0, 0, null);
        canvas.drawImage(heat, heat.getWidth(), 0, null);
        canvas.dispose();
        return both;
    }

    private static void encode(List<BufferedImage> frames, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, timed(writer, frame)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata timed(ImageWriter writer, BufferedImage frame) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String form = metadata.getNativeMetadataFormatName();
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", HUNDREDTHS_A_FRAME);
        control.setAttribute("transparentColorIndex", "0");
        IIOMetadataNode application = new IIOMetadataNode("ApplicationExtension");
        application.setAttribute("applicationID", "NETSCAPE");
        application.setAttribute("authenticationCode", "2.0");
        application.setUserObject(FOR_EVER.clone());
        IIOMetadataNode applications = new IIOMetadataNode("ApplicationExtensions");
        applications.appendChild(application);
        IIOMetadataNode root = new IIOMetadataNode(form);
        root.appendChild(control);
        root.appendChild(applications);
        metadata.mergeTree(form, root);
        return metadata;
    }
}
