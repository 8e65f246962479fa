package io.edgeopt.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FittedTextTest {
    @Test
    void cutsWordsOffWhereTheirColumnEnds() {
        Graphics2D canvas = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = canvas.getFontMetrics();
        String words = "key, key, key ring, wallet, glasses, hat, bag";

        String fitting = FittedText.fitting(metrics, words, 100);

        assertThat(metrics.stringWidth(words)).isGreaterThan(100);
        assertThat(metrics.stringWidth(fitting)).isBetween(60, 100);
        assertThat(fitting).startsWith("key, key").endsWith("…");
        assertThat(FittedText.fitting(metrics, "key", 100)).isEqualTo("key");
    }
}
