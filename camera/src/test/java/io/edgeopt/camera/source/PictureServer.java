package io.edgeopt.camera.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A camera that sends the same JPEG again and again over HTTP, then hangs up or falls silent. */
final class PictureServer implements AutoCloseable {
    static final int THEN_SILENCE = -1;

    private static final int BEFORE_SILENCE = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] jpeg;
    private final int pictures;

    private PictureServer(HttpServer server, byte[] jpeg, int pictures) {
        this.server = server;
        this.jpeg = jpeg;
        this.pictures = pictures;
    }

    /** @param pictures how many a caller gets before it hangs up, or {@link #THEN_SILENCE} */
    static PictureServer start(byte[] jpeg, int pictures) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PictureServer server = new PictureServer(http, jpeg, pictures);
        http.setExecutor(server.threads);
        http.createContext("/camera", server::answer);
        http.start();
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/camera";
    }

    void awaitSilence() throws InterruptedException {
        silent.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            int count = pictures == THEN_SILENCE ? BEFORE_SILENCE : pictures;
            for (int i = 0; i < count; i++) {
                String head = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            if (pictures == THEN_SILENCE) {
                silent.countDown();
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
