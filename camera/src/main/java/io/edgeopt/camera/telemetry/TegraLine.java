package io.edgeopt.camera.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code tegrastats}, in the forms of JetPack 4 to 6. What stands in no known form is kept in {@code unknown}:
 * a new release must not make the rest unreadable.
 *
 * @param memory megabytes used and there are, of main memory
 * @param swap the same of swap space
 * @param cores each one's load, in percent; empty for those that are powered down
 * @param megahertz of each core that is on
 * @param gpuLoad in percent, at this moment
 * @param gpuMegahertz of the graphics processor's clusters
 * @param celsius by sensor; sensors that are off, and those of the power chip, which are constants, are left out
 * @param watts by rail, at this moment
 */
record TegraLine(
        Optional<Amount> memory,
        Optional<Amount> swap,
        List<Optional<Integer>> cores,
        List<Integer> megahertz,
        Optional<Integer> gpuLoad,
        List<Integer> gpuMegahertz,
        Map<String, Double> celsius,
        Map<String, Double> watts,
        List<String> unknown) {
    /** Of something that is limited. */
    record Amount(long used, long total) {}

    /** What is read so far; names are shared between load, heat and power, so the next letters decide. */
    private static final class Parts {
        private Optional<Amount> memory = Optional.empty();
        private Optional<Amount> swap = Optional.empty();
        private final List<Optional<Integer>> cores = new ArrayList<>();
        private final List<Integer> megahertz = new ArrayList<>();
        private Optional<Integer> gpuLoad = Optional.empty();
        private final List<Integer> gpuMegahertz = new ArrayList<>();
        private final Map<String, Double> celsius = new LinkedHashMap<>();
        private final Map<String, Double> watts = new LinkedHashMap<>();
        private final List<String> unknown = new ArrayList<>();
    }

    private static final Pattern TIME = Pattern.compile("\\d\\d-\\d\\d-\\d{4}\\s+\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern MEMORY = Pattern.compile("(RAM|SWAP|IRAM)\\s+(\\d+)/(\\d+)[kM]B(?:\\s*\\([^)]*\\))?");
    private static final Pattern CORES = Pattern.compile("CPU\\s+\\[([^\\]]*)\\](?:@(\\d+))?");
    private static final Pattern GPU = Pattern.compile("GR3D_FREQ\\s+(?:(\\d+)%)?(?:@(\\[[\\d,]*\\]|\\d+))?");
    private static final Pattern ENGINE = Pattern.compile(
            "(?:EMC_FREQ|VIC_FREQ|VIC|APE|NVENC\\d*|NVDEC\\d*|NVJPG\\d*|OFA|NVDLA\\d*(?:_FREQ)?|PVA\\d*(?:_FREQ)?|MSENC|CVNAS|SE)"
                    + "(?:\\s+(?:off|\\d+%(?:@(?:\\[[\\d,]*\\]|\\d+|off))?|\\d+|@\\d+)|@(?:off|\\d+))");
    private static final Pattern SHARES = Pattern.compile("MTS\\s+fg\\s+\\d+%\\s+bg\\s+\\d+%");
    private static final Pattern HEAT = Pattern.compile("([A-Za-z][\\w-]*)@(-?\\d+(?:\\.\\d+)?)C\\b");
    private static final Pattern POWER =
            Pattern.compile("([A-Za-z][\\w-]*)\\s+(\\d+)(mW)?(?:/(\\d+)(?:mW)?)?(?=\\s|$)");
    private static final Pattern WORD = Pattern.compile("\\S+");

    static TegraLine parse(String line) {
        Parts parts = new Parts();
        Matcher matcher = Pattern.compile("").matcher(line);
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
                continue;
            }
            matcher.region(at, line.length());
            at = next(matcher, parts);
        }
        return new TegraLine(
                parts.memory,
                parts.swap,
                List.copyOf(parts.cores),
                List.copyOf(parts.megahertz),
                parts.gpuLoad,
                List.copyOf(parts.gpuMegahertz),
                parts.celsius,
                parts.watts,
                List.copyOf(parts.unknown));
    }

    /** Reads one item; answers where it ends. */
    private static int next(Matcher matcher, Parts parts) {
        if (is(matcher, TIME) || is(matcher, SHARES) || is(matcher, ENGINE)) {
            return matcher.end();
        }
        if (is(matcher, MEMORY)) {
            Amount amount = new Amount(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
            if (matcher.group(1).equals("RAM")) {
                parts.memory = Optional.of(amount);
            } else if (matcher.group(1).equals("SWAP")) {
                parts.swap = Optional.of(amount);
            }
        } else if (is(matcher, CORES)) {
            cores(matcher.group(1), Optional.ofNullable(matcher.group(2)), parts);
        } else if (is(matcher, GPU)) {
            parts.gpuLoad = Optional.ofNullable(matcher.group(1)).map(Integer::valueOf);
            numbers(Optional.ofNullable(matcher.group(2)).orElse(""), parts.gpuMegahertz);
        } else if (is(matcher, HEAT)) {
            double degrees = Double.parseDouble(matcher.group(2));
            if (degrees > -40 && !matcher.group(1).toUpperCase(Locale.ROOT).startsWith("PMIC")) {
                parts.celsius.put(matcher.group(1), degrees);
            }
        } else if (is(matcher, POWER) && (matcher.group(3) != null || matcher.group(4) != null)) {
            parts.watts.put(matcher.group(1), Integer.parseInt(matcher.group(2)) / 1e3);
        } else {
            is(matcher, WORD);
            parts.unknown.add(matcher.group());
        }
        return matcher.end();
    }

    private static boolean is(Matcher matcher, Pattern pattern) {
        return matcher.usePattern(pattern).lookingAt();
    }

    /** Such as {@code 5%@1190,off}; older boards say one clock for all. */
    private static void cores(String list, Optional<String> common, Parts parts) {
        common.ifPresent(clock -> parts.megahertz.add(Integer.valueOf(clock)));
        for (String core : list.split(",", -1)) {
            String[] sides = core.strip().split("%@?", -1);
            if (sides.length < 2 || !sides[0].matches("\\d+")) {
                parts.cores.add(Optional.empty());
                continue;
            }
            parts.cores.add(Optional.of(Integer.valueOf(sides[0])));
            numbers(sides[1], parts.megahertz);
        }
    }

    private static void numbers(String list, List<Integer> into) {
        for (String number : list.replaceAll("[\\[\\]]", "").split(",", -1)) {
            if (number.matches("\\d+")) {
                into.add(Integer.valueOf(number));
            }
        }
    }
}
