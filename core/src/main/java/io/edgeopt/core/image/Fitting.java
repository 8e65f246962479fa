package io.edgeopt.core.image;

/**
 * How a picture of one size meets an input of one size: which window of the resized picture is wanted and where in the
 * input it goes. Sizes and offsets are rounded as the pipelines do that the fits come from.
 */
public record Fitting(Window window, int left, int top, Placement placement) {
    private static final double SHORT_SIDE = 256.0 / 224.0;

    public static Fitting of(Preparation preparation, int width, int height) {
        int inputWidth = preparation.width();
        int inputHeight = preparation.height();
        return switch (preparation.fit()) {
            case STRETCH -> placed(width, height, Window.whole(inputWidth, inputHeight), 0, 0);
            case LETTERBOX -> {
                double ratio = Math.min((double) inputWidth / width, (double) inputHeight / height);
                int scaledWidth = within((int) Math.round(width * ratio), inputWidth);
                int scaledHeight = within((int) Math.round(height * ratio), inputHeight);
                yield placed(
                        width,
                        height,
                        Window.whole(scaledWidth, scaledHeight),
                        (int) Math.rint((inputWidth - scaledWidth) / 2.0 - 0.1),
                        (int) Math.rint((inputHeight - scaledHeight) / 2.0 - 0.1));
            }
            case LETTERBOX_TOP_LEFT -> {
                double ratio = Math.min((double) inputWidth / width, (double) inputHeight / height);
                int scaledWidth = within((int) (width * ratio), inputWidth);
                int scaledHeight = within((int) (height * ratio), inputHeight);
                yield placed(width, height, Window.whole(scaledWidth, scaledHeight), 0, 0);
            }
            case CENTER_CROP -> covered(preparation, width, height, SHORT_SIDE);
            case COVER -> covered(preparation, width, height, 1);
        };
    }

    private static Fitting covered(Preparation preparation, int width, int height, double margin) {
        int wantedWidth = (int) Math.round(preparation.width() * margin);
        int wantedHeight = (int) Math.round(preparation.height() * margin);
        int scaledWidth;
        int scaledHeight;
        // Torchvision cuts the longer side's fraction off.
        if ((long) wantedWidth * height >= (long) wantedHeight * width) {
            scaledWidth = wantedWidth;
            scaledHeight = Math.max(wantedHeight, (int) ((double) wantedWidth * height / width));
        } else {
            scaledHeight = wantedHeight;
            scaledWidth = Math.max(wantedWidth, (int) ((double) wantedHeight * width / height));
        }
        Window window = new Window(
                scaledWidth,
                scaledHeight,
                (int) Math.rint((scaledWidth - preparation.width()) / 2.0),
                (int) Math.rint((scaledHeight - preparation.height()) / 2.0),
                preparation.width(),
                preparation.height());
        return placed(width, height, window, 0, 0);
    }

    private static int within(int size, int limit) {
        return Math.max(1, Math.min(limit, size));
    }

    private static Fitting placed(int width, int height, Window window, int left, int top) {
        Placement placement = new Placement(
                width,
                height,
                (double) window.scaledWidth() / width,
                (double) window.scaledHeight() / height,
                left - window.left(),
                top - window.top());
        return new Fitting(window, left, top, placement);
    }
}
