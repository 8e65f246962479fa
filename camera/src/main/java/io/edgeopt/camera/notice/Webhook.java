package io.edgeopt.camera.notice;

import io.edgeopt.core.InvalidPlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends each alarm to a web address: a form with the JSON in its part {@code alert}, the JPEG in {@code picture}. */
public final class Webhook implements Messenger {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BOUNDARY = "edgeopt-7d1f3c0a9b52e864";

    private final URI address;
    // Not sent on to where somebody else points.
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    private Webhook(URI address) {
        this.address = address;
    }

    public static Webhook to(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                return new Webhook(uri);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException(wrong(address), e);
        }
        throw new InvalidPlanException(wrong(address));
    }

    private static String wrong(String address) {
        return "a webhook cannot be '%s'; give an address such as https://home.example/alarm".formatted(address);
    }

    /** Without what may be secret in it. */
    @Override
    public String name() {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    @Override
    public void bring(Notice notice) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(notice)))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status < 200 || status >= 300) {
            throw new IOException("it answered %d".formatted(status));
        }
    }

    private static byte[] body(Notice notice) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"alert\"", "application/json", notice.json().getBytes(StandardCharsets.UTF_8));
        part(body, "name=\"picture\"; filename=\"alert.jpg\"", "image/jpeg", notice.picture());
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String name, String type, byte[] content) {
        String head = "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(BOUNDARY, name, type);
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
