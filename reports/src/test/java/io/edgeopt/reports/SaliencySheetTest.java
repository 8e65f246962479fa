package io.edgeopt.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaliencySheetTest {
    private static Explanation explained(Placement placement) {
        float[] values = new float[32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 32 >= 16 ? 1 : 0;
        }
        return new Explanation(
                "a.png",
                List.of(Image.blank(64, 64)),
                placement,
                "fire",
                0.9,
                "fire",
                List.of(Saliency.of("occlusion", 32, 32, values)),
                Optional.empty());
    }

    private static int rgb(Image image, int x, int y) {
        return image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2);
    }

    @Test
    void growsEvenlyLighterWithHeat() {
        double before = lightness(HeatColours.rgb(0));
        double whole = lightness(HeatColours.rgb(1)) - before;
        for (int i = 1; i <= 10; i++) {
            double now = lightness(HeatColours.rgb(i / 10.0));
            assertThat(now - before).isBetween(0.08 * whole, 0.12 * whole);
            before = now;
        }
    }

    /** OKLab's, from the colour as it is shown. */
    private static double lightness(int rgb) {
        double r = linear(rgb >> 16 & 0xFF);
        double g = linear(rgb >> 8 & 0xFF);
        double b = linear(rgb & 0xFF);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double linear(int channel) {
        double shown = channel / 255.0;
        return shown <= 0.04045 ? shown / 12.92 : Math.pow((shown + 0.055) / 1.055, 2.4);
    }

    @Test
    void paintsHotPlacesLightAndColdOnesDark() {
        Image sheet = SaliencySheet.of(explained(new Placement(64, 64, 0.5, 0.5, 0, 0)), "fire")
                .image();

        int left = 10 + 320 + 10;
        int middle = 30 + 22 + 160;
        assertThat(lightness(rgb(sheet, left + 40, middle))).isLessThan(0.3);
        assertThat(lightness(rgb(sheet, left + 280, middle))).isGreaterThan(0.6);
    }

    @Test
    void showsALonePixelWhereThePictureIsDrawnSmall() {
        float[] values = new float[320 * 320];
        values[100 * 320 + 200] = 5;
        values[250 * 320 + 30] = -9;

        DrawnHeat heat = DrawnHeat.of(Saliency.of("saliency", 320, 320, values));

        assertThat(heat.isCold()).isFalse();
        assertThat(heat.at(0, 198.5, 102.5)).isEqualTo(1, within(1e-6));
        assertThat(heat.at(0, 206, 100)).isZero();
        assertThat(heat.at(0, 30.5, 250.5)).isZero();
    }

    @Test
    void doesNotLetOnePlaceLeaveAllOthersDark() {
        float[] values = new float[64 * 64];
        Arrays.fill(values, 0, 32 * 64, 1);
        values[40] = 1000;

        DrawnHeat heat = DrawnHeat.of(Saliency.of("lrp", 64, 64, values));

        assertThat(heat.at(0, 10, 10)).isEqualTo(1.0 / 200, within(1e-6));
        assertThat(heat.at(0, 40.5, 0.5)).isEqualTo(1, within(1e-6));
    }

    @Test
    void saysOfAMapOfNothingThatItIsCold() {
        float[] against = new float[64];
        Arrays.fill(against, -1);
        against[3] = -2;

        assertThat(DrawnHeat.of(Saliency.of("gradcam", 8, 8, against)).isCold()).isTrue();
    }

    @Test
    void breaksLongAnswersAtBlanks() {
        FontMetrics font = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12));

        assertThat(TextLines.of("answer: fire", font, 190, 3)).containsExactly("answer: fire");
        List<String> lines = TextLines.of("answer: " + "person 0.85, ".repeat(12), font, 190, 3);
        assertThat(lines).hasSize(3).first().asString().startsWith("answer: person 0.85,");
        assertThat(lines.get(2)).endsWith("…");
        assertThat(TextLines.of("x".repeat(90), font, 190, 3))
                .singleElement()
                .asString()
                .endsWith("…");
    }

    @Test
    void putsManyMapsOfOnePictureIntoSeveralRows() {
        Explanation one = explained(new Placement(64, 64, 0.5, 0.5, 0, 0));
        Explanation many = new Explanation(
                one.id(),
                one.pictures(),
                one.placement(),
                one.target(),
                one.score(),
                one.answer(),
                Collections.nCopies(16, one.maps().get(0)),
                one.box());

        Image sheet = SaliencySheet.of(many, "fire").image();

        // The picture and six maps, seven more, three more.
        assertThat(sheet.width()).isEqualTo(10 + 7 * 200);
        assertThat(sheet.height()).isBetween(3 * (190 + 22 + 45), 3 * (190 + 22 + 45) + 120);
    }

    @Test
    void dimsWhatTheNetworkDidNotSee() {
        // The network saw the middle half: 32 of 64 pixels from 16 on.
        Image sheet = SaliencySheet.of(explained(new Placement(64, 64, 1, 1, -16, -16)), "fire")
                .image();

        int left = 10 + 320 + 10;
        int middle = 30 + 22 + 160;
        assertThat(rgb(sheet, left + 20, middle)).isEqualTo(rgb(sheet, left + 300, middle));
        assertThat(rgb(sheet, left + 100, middle)).isNotEqualTo(rgb(sheet, left + 20, middle));
    }
}
