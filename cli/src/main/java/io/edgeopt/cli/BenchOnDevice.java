package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.model.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A benchmark on another machine: edgeopt is copied there once, the models each time, and what it measured comes back.
 */
final class BenchOnDevice {
    /** Below the home folder there. */
    private static final String PLACE = ".cache/edgeopt/on";

    private static final Map<String, String> PLATFORMS =
            Map.of("Linux x86_64", "linux-x86_64", "Linux aarch64", "linux-aarch64");
    private static final String IMAGES = "images:";

    private final SshHost host;
    private final Optional<Path> distribution;
    private final Console console;

    BenchOnDevice(SshHost host, Optional<Path> distribution, Console console) {
        this.host = host;
        this.distribution = distribution;
        this.console = console;
    }

    /** Whatever is wrong with the models is said before; {@code words} are those of this command. */
    BenchResult run(List<BenchJob> jobs, List<String> words) {
        String system = host.ask("uname -s -m");
        String platform = Optional.ofNullable(PLATFORMS.get(system))
                .orElseThrow(() -> new InvalidPlanException("%s is a '%s'; there are distributions for %s"
                        .formatted(host, system, String.join(" and ", PLATFORMS.keySet()))));
        String program = install(zip(platform)) + "/bin/edgeopt";
        String place = host.ask("mkdir -p %s/run && mktemp -d -p %s/run".formatted(PLACE, PLACE));
        try {
            BenchPlan plan = jobs.get(0).plan();
            send(place, jobs, plan);
            String command = "cd %s && exec \"$HOME\"/%s %s"
                    .formatted(
                            place,
                            program,
                            options(jobs, plan).stream().map(SshHost::quoted).collect(Collectors.joining(" ")));
            Optional<String> failure = host.run(command, line -> console.note("%s: %s", host, line));
            if (failure.isPresent()) {
                throw new InvalidDataException("on %s the benchmark ended with %s".formatted(host, failure.get()));
            }
            BenchResult result =
                    Json.parse("result of " + host, host.ask("cat %s/result.json".formatted(place)), BenchResult.class);
            return named(result, jobs, words);
        } finally {
            host.run("rm -rf " + place, line -> {});
        }
    }

    private Path zip(String platform) {
        if (distribution.isPresent()) {
            InputFile.check(distribution.get(), "distribution");
            return distribution.get();
        }
        Path made = Home.folder().resolve("dist").resolve("target");
        Optional<Path> zip = Files.isDirectory(made) ? find(made, platform) : Optional.empty();
        return zip.orElseThrow(() -> new InvalidPlanException(
                "%s needs the distribution for %s; make it with 'make dist', or give it with --dist ZIP"
                        .formatted(host, platform)));
    }

    private static Optional<Path> find(Path folder, String platform) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-" + platform + ".zip"))
                    .findFirst();
        } catch (IOException e) {
            throw new InvalidDataException(
                    "distributions in %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Copies the distribution unless it is there; it appears whole or not at all. Answers where it is. */
    private String install(Path zip) {
        String folder = PLACE + "/edgeopt-" + FileDigest.sha256(zip).substring(0, 12);
        if (host.ask("test -x %s/bin/edgeopt && echo there || echo absent".formatted(folder))
                .equals("there")) {
            return folder;
        }
        console.note("copying %s to %s, once", zip.getFileName(), host);
        String part = host.ask("mkdir -p %s && mktemp -d -p %s".formatted(PLACE, PLACE));
        host.send(part, tar -> {
            try (ZipFile archive = new ZipFile(zip.toFile())) {
                for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    // Without the folder that holds all.
                    String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                    if (!entry.isDirectory()) {
                        try (InputStream in = archive.getInputStream(entry)) {
                            tar.add(name, in.readAllBytes(), name.startsWith("bin/"));
                        }
                    }
                }
            }
        });
        host.ask("mv -T %s %s 2>/dev/null || rm -rf %s".formatted(part, folder, part));
        return folder;
    }

    private void send(String place, List<BenchJob> jobs, BenchPlan plan) {
        host.send(place, tar -> {
            for (int i = 0; i < jobs.size(); i++) {
                Path file = Path.of(alone(jobs.get(i)).model());
                String name = String.valueOf(file.getFileName());
                tar.add(i + "/" + name, InputFile.bytes(file, "model"), false);
                String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
                tar.add(i + "/" + stem + ".json", alone(jobs.get(i)).card().getBytes(StandardCharsets.UTF_8), false);
                for (String outside : List.of(".data", "_data")) {
                    Path weights = file.resolveSibling(name + outside);
                    if (Files.isRegularFile(weights)) {
                        tar.add(i + "/" + name + outside, InputFile.bytes(weights, "weights"), false);
                    }
                }
            }
            for (Path file : sources(plan.source())) {
                tar.add("source/" + file.getFileName(), InputFile.bytes(file, "source"), false);
            }
        });
    }

    /** Only studies let several models look at one camera. */
    private static BenchJob.Looker alone(BenchJob job) {
        return job.models().get(0);
    }

    /** Files of this machine that are the source; all other sources are the device's own. */
    private static List<Path> sources(String source) throws IOException {
        if (source.startsWith(IMAGES)) {
            try (Stream<Path> files = Files.list(Path.of(source.substring(IMAGES.length())))) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        }
        return Files.isRegularFile(Path.of(source)) ? List.of(Path.of(source)) : List.of();
    }

    private static String source(String source) {
        if (source.startsWith(IMAGES)) {
            return IMAGES + "source";
        }
        return Files.isRegularFile(Path.of(source))
                ? "source/" + Path.of(source).getFileName()
                : source;
    }

    private static List<String> options(List<BenchJob> jobs, BenchPlan plan) {
        List<String> words = new ArrayList<>(List.of("bench"));
        IntStream.range(0, jobs.size())
                .mapToObj(i -> i + "/" + Path.of(alone(jobs.get(i)).model()).getFileName())
                .forEach(words::add);
        words.addAll(
                List.of("--source", source(plan.source()), "--scenario", plan.scenario(), "--policy", plan.policy()));
        plan.fps().ifPresent(fps -> words.addAll(List.of("--fps", fps.toString())));
        plan.frames().ifPresent(frames -> words.addAll(List.of("--frames", frames.toString())));
        plan.limit().ifPresent(limit -> words.addAll(List.of("--limit", limit)));
        words.addAll(List.of("--duration", plan.seconds() + "s", "--warmup", plan.warmup() + "s"));
        words.addAll(List.of("--rounds", Integer.toString(plan.rounds()), "--backend", plan.backend()));
        words.addAll(List.of("--prepare", plan.resizer(), "--threads", Integer.toString(plan.threads())));
        words.addAll(List.of("--seed", Long.toString(plan.seed()), "--json=result.json"));
        return words;
    }

    /** With the names that files have here, and the device in the verdict. */
    private BenchResult named(BenchResult result, List<BenchJob> jobs, List<String> words) {
        List<Measured> models = IntStream.range(0, result.models().size())
                .mapToObj(i -> result.models().get(i).named(alone(jobs.get(i)).model()))
                .toList();
        Verdict there = result.verdict();
        List<String> reasons = there.reasons().stream()
                .map(reason -> named(reason, result, models))
                .toList();
        Verdict verdict = new Verdict(there.state(), reasons, there.advice());
        return new BenchResult(result.version(), words, result.plan(), result.machine(), models, verdict);
    }

    /** Files have a number's folder there, so that two may have the same name. */
    private String named(String reason, BenchResult result, List<Measured> models) {
        String named = reason;
        // From the last on: 1/fire.onnx is also the end of 11/fire.onnx.
        for (int i = models.size() - 1; i >= 0 && named.equals(reason); i--) {
            named = reason.replace(result.models().get(i).model(), models.get(i).model());
        }
        return "%s (on %s)".formatted(named, host);
    }
}
