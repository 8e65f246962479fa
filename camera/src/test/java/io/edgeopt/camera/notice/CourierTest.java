package io.edgeopt.camera.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CourierTest {
    private static final Notice NOTICE =
            new Notice("{\"alert\":\"fire\"}", "a picture".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    private Courier.Account send(int times, Messenger... messengers) {
        Courier courier = new Courier(List.of(messengers), (name, why) -> trouble.add(name + ": " + why));
        for (int i = 0; i < times; i++) {
            courier.send(NOTICE);
        }
        courier.close();
        return courier.account();
    }

    @Test
    void tellsAProgramWithoutAShell() throws IOException {
        Path told = folder.resolve("told; rm -rf $HOME");

        Courier.Account account = send(2, CommandMessenger.of("tee -a '%s'".formatted(told)));

        assertThat(trouble).isEmpty();
        assertThat(account).isEqualTo(new Courier.Account(2, 0));
        assertThat(Files.readString(told)).isEqualTo("{\"alert\":\"fire\"}\n".repeat(2));
    }

    @Test
    void tellsAShellWhereThatIsWanted() throws IOException {
        Path told = folder.resolve("told");

        send(1, CommandMessenger.ofShell("wc -c | tr -d ' ' > " + told));

        assertThat(Files.readString(told)).isEqualTo("17\n");
    }

    @Test
    void saysWhyAProgramWasNotTold() {
        Courier.Account account = send(1, CommandMessenger.of("false"), CommandMessenger.of("no-such-program-here"));

        assertThat(account).isEqualTo(new Courier.Account(0, 2));
        assertThat(trouble).hasSize(2);
        assertThat(trouble.get(0)).isEqualTo("false: it ended with 1");
        assertThat(trouble.get(1)).contains("no-such-program-here");
    }

    @Test
    void doesNotMindAProgramThatDoesNotListen() {
        assertThat(send(1, CommandMessenger.of("true"))).isEqualTo(new Courier.Account(1, 0));
    }

    @Test
    void sendsAFormToAWebAddress() throws IOException {
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            got.add(exchange.getRequestHeaders().getFirst("Content-Type")
                    + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/alarm") ? 204 : 302, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();

        Courier.Account account =
                send(1, Webhook.to(address + "/alarm?key=secret"), Webhook.to(address + "/elsewhere"));
        server.stop(0);

        assertThat(account).isEqualTo(new Courier.Account(1, 1));
        assertThat(trouble).containsExactly(address + ": it answered 302");
        assertThat(got).hasSize(2);
        assertThat(got.get(0))
                .startsWith("multipart/form-data; boundary=")
                .contains("name=\"alert\"\r\nContent-Type: application/json\r\n\r\n{\"alert\":\"fire\"}\r\n")
                .contains("filename=\"alert.jpg\"\r\nContent-Type: image/jpeg\r\n\r\na picture\r\n");
    }

    @Test
    void leavesOutTheNewestWhereManyWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Messenger slow = new Messenger() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public void bring(Notice notice) throws InterruptedException {
                begun.countDown();
                free.await();
            }
        };
        Courier courier = new Courier(List.of(slow), (name, why) -> trouble.add(why));

        courier.send(NOTICE);
        begun.await();
        for (int i = 0; i < 20; i++) {
            courier.send(NOTICE);
        }
        free.countDown();
        courier.close();

        assertThat(courier.account()).isEqualTo(new Courier.Account(17, 4));
        assertThat(trouble).hasSize(4).containsOnly("16 alarms wait already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "home", "ftp://home.example/x", "http://", "http://a b/"})
    void refusesWhatIsNoWebAddress(String address) {
        assertThatThrownBy(() -> Webhook.to(address))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("a webhook cannot be");
    }

    @Test
    void refusesNoProgram() {
        assertThatThrownBy(() -> CommandMessenger.of("  ")).isInstanceOf(InvalidPlanException.class);
    }
}
