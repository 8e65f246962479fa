package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Version 2.0 of the REST interface of an MLflow server, as far as we use it. */
final class MlflowClient {
    /** What the server says where something is there already, or is not. */
    record Refusal(int status, String code, String message) {}

    /** An answer, or why there is none. */
    record Answer(Optional<JsonTree> body, Optional<Refusal> refusal) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String server;
    private final Map<String, String> environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private MlflowClient(String server, Map<String, String> environment) {
        this.server = server;
        this.environment = environment;
    }

    /**
     * A server by its address.
     *
     * @param environment in which MLflow's own variables may tell who asks
     */
    static MlflowClient of(String address, Map<String, String> environment) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw noAddress(address);
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw noAddress(address);
        }
        return new MlflowClient(address.replaceFirst("/+$", ""), environment);
    }

    private static InvalidPlanException noAddress(String address) {
        return new InvalidPlanException(
                "--mlflow cannot be '%s'; give the address of a server, such as http://localhost:5000"
                        .formatted(address));
    }

    /** Sends {@code body}, which must be answered. */
    JsonTree post(String method, Object body) {
        return answered(method, tryPost(method, body));
    }

    Answer tryPost(String method, Object body) {
        return send(request("/api/2.0/mlflow/" + method)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body)))
                .build());
    }

    Answer tryGet(String method, String name, String value) {
        String query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return send(request("/api/2.0/mlflow/" + method + query).GET().build());
    }

    /** Puts a file where the server keeps files; {@code place} has parts divided by slashes. */
    void put(String place, Path file) {
        BodyPublisher body;
        try {
            body = BodyPublishers.ofFile(file);
        } catch (IOException e) {
            throw new InvalidPlanException("%s does not exist, though the result names it".formatted(file), e);
        }
        String path = Arrays.stream(place.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        answered(
                "mlflow-artifacts",
                send(request("/api/2.0/mlflow-artifacts/artifacts/" + path)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(body)
                        .build()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        } else if (!user.isEmpty()) {
            String both = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private Answer send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new InvalidPlanException("no MLflow server answers at %s; is it running?".formatted(server), e);
        } catch (IOException e) {
            throw new InvalidPlanException(
                    "the MLflow server at %s broke off: %s".formatted(server, String.valueOf(e.getMessage())), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidPlanException("interrupted while waiting for the MLflow server at " + server, e);
        }
        boolean json = response.body().stripLeading().startsWith("{");
        Optional<JsonTree> body = json ? Optional.of(Json.tree(server, response.body())) : Optional.empty();
        if (response.statusCode() == 200) {
            return new Answer(body, Optional.empty());
        }
        String code = body.filter(tree -> tree.has("error_code"))
                .map(tree -> tree.field("error_code").text())
                .orElse("");
        String message = body.filter(tree -> tree.has("message"))
                .map(tree -> tree.field("message").text())
                .orElse(json ? "" : response.body().lines().findFirst().orElse(""));
        return new Answer(Optional.empty(), Optional.of(new Refusal(response.statusCode(), code, message)));
    }

    JsonTree answered(String method, Answer answer) {
        answer.refusal().ifPresent(refusal -> {
            throw new InvalidPlanException("the MLflow server at %s refuses %s: %d %s %s"
                    .formatted(server, method, refusal.status(), refusal.code(), refusal.message())
                    .strip());
        });
        return answer.body().orElseGet(() -> Json.tree(server, "{}"));
    }
}
