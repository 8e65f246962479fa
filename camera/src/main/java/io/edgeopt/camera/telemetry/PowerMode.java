package io.edgeopt.camera.telemetry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which of its modes of power a Jetson board runs, as {@code nvpmodel} last set it. */
public final class PowerMode {
    private static final Pattern SET = Pattern.compile("pmode:(\\d+)");
    private static final Pattern NAMED = Pattern.compile("<\\s*POWER_MODEL\\s+ID=(\\d+)\\s+NAME=([^\\s>]+)\\s*>");

    private PowerMode() {}

    /** Its name, or where it has none its number; empty on other machines. */
    public static Optional<String> here() {
        return of(KernelFiles.HERE);
    }

    static Optional<String> of(KernelFiles files) {
        Matcher set = SET.matcher(files.text("var/lib/nvpmodel/status").orElse(""));
        if (!set.find()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(set.group(1));
        return NAMED.matcher(files.text("etc/nvpmodel.conf").orElse(""))
                .results()
                .filter(mode -> Integer.parseInt(mode.group(1)) == number)
                .map(mode -> mode.group(2))
                .findFirst()
                .or(() -> Optional.of("mode " + number));
    }
}
