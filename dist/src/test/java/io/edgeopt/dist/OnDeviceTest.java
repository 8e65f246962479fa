package io.edgeopt.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another machine, played by an ssh server of this one whose users' home is a folder of the test. */
@Tag("soak")
@Timeout(600)
class OnDeviceTest {
    private static final Path SERVER = Path.of("/usr/sbin/sshd");

    @TempDir
    private Path folder;

    private final List<Process> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(Process::destroy);
    }

    @Test
    void measuresOnAnotherMachineAndCopiesEdgeoptOnce() throws Exception {
        assumeTrue(Files.isExecutable(SERVER), "there is no sshd here (openssh-server)");
        Path settings = serve();
        Path zip = zip();
        Path model = model();

        String first = bench(settings, zip, model);
        String second = bench(settings, zip, model);

        assertThat(first)
                .contains("copying " + zip.getFileName())
                .contains("frames/s")
                // One round is too few, and the verdict says so of that device.
                .contains("(on device)")
                .doesNotContain("0/mean.onnx");
        assertThat(second).doesNotContain("copying").contains("frames/s");
        assertThat(Files.readString(folder.resolve("bench.json")))
                .contains("\"model\" : \"" + model + "\"")
                .contains("--on");
        Path place = folder.resolve("home/.cache/edgeopt/on");
        try (Stream<Path> runs = Files.list(place.resolve("run"))) {
            assertThat(runs).isEmpty();
        }
        try (Stream<Path> all = Files.list(place)) {
            assertThat(all).hasSize(2);
        }
    }

    private String bench(Path settings, Path zip, Path model) throws Exception {
        Path launcher = unpacked(zip);
        return said(
                launcher.toString(),
                "bench",
                model.toString(),
                "--task",
                "classification",
                "--rounds",
                "1",
                "--frames",
                "70",
                "--scenario",
                "single",
                "--warmup",
                "0",
                "--on",
                "device",
                "--ssh-config",
                settings.toString(),
                "--dist",
                zip.toString(),
                "--json=" + folder.resolve("bench.json"));
    }

    private Path unpacked(Path zip) throws Exception {
        Path to = folder.resolve("here");
        if (!Files.exists(to)) {
            said("unzip", "-q", zip.toString(), "-d", to.toString());
        }
        try (Stream<Path> all = Files.list(to)) {
            return all.findFirst().orElseThrow().resolve("bin/edgeopt");
        }
    }

    private Path model() {
        Path file = folder.resolve("mean.onnx");
        Model.empty("mean", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 16, 16)))
                .add(Node.of("GlobalAveragePool", List.of("x"), List.of("p")))
                .add(Node.of("Flatten", List.of("p"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model()
                .write(file);
        return file;
    }

    private static Path zip() throws IOException {
        String platform = "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith("-" + platform + ".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Starts a server on the loopback with keys of its own; answers settings by which ssh finds it as "device". */
    private Path serve() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String key : List.of("host", "user")) {
            said(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve(key).toString());
        }
        int port = freePort();
        Path config = folder.resolve("sshd_config");
        Files.writeString(config, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                AuthorizedKeysFile %s
                ForceCommand cd %s && export HOME=%s && eval "$SSH_ORIGINAL_COMMAND"
                """.formatted(port, folder.resolve("host"), folder.resolve("user.pub"), home, home));
        makeItsFolder();
        servers.add(new ProcessBuilder(SERVER.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start());
        awaitServer(port);
        Path settings = folder.resolve("ssh_config");
        return Files.writeString(settings, """
                Host device
                  HostName 127.0.0.1
                  Port %d
                  User %s
                  IdentityFile %s
                  IdentitiesOnly yes
                  StrictHostKeyChecking no
                  UserKnownHostsFile %s
                """.formatted(
                        port, System.getProperty("user.name"), folder.resolve("user"), folder.resolve("known")));
    }

    /** Which it insists on where root starts it, and which goes away with a machine's memory. */
    private static void makeItsFolder() throws IOException {
        Path folder = Path.of("/run/sshd");
        if (System.getProperty("user.name").equals("root") && !Files.exists(folder)) {
            Files.createDirectory(folder);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks until it listens; the test's own timeout ends this. */
    private void awaitServer(int port) throws IOException {
        Process server = servers.get(0);
        boolean listening = false;
        while (!listening) {
            assumeTrue(server.isAlive(), () -> "sshd does not run here: " + log());
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                listening = socket.isConnected();
            } catch (ConnectException e) {
                Thread.onSpinWait();
            }
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("sshd.log")).strip();
        } catch (IOException e) {
            return "it said nothing";
        }
    }

    private String said(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + output)
                .isZero();
        return output;
    }
}
