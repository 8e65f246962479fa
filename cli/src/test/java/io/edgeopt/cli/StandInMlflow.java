package io.edgeopt.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Answers as an MLflow server does, as far as version 2.0 of its REST interface says it, and writes down what breaks that.
 * It is not MLflow.
 */
final class StandInMlflow implements AutoCloseable {
    private static final Pattern METRIC = Pattern.compile("[\\w\\-. :/]{1,250}");

    private final HttpServer server;
    private final String artifacts;
    private final Map<String, String> experiments = new TreeMap<>();
    private final Set<String> registered = new HashSet<>();

    final List<String> problems = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    final Map<String, JsonTree> runs = new LinkedHashMap<>();
    final Map<String, String> ended = new LinkedHashMap<>();
    final Map<String, JsonTree> batches = new LinkedHashMap<>();
    final Map<String, Integer> files = new TreeMap<>();
    final List<String> versions = new ArrayList<>();

    private StandInMlflow(HttpServer server, String artifacts) {
        this.server = server;
        this.artifacts = artifacts;
        server.createContext("/", this::handle);
        server.start();
    }

    static StandInMlflow start() {
        return start("mlflow-artifacts:/");
    }

    static StandInMlflow start(String artifacts) {
        try {
            return new StandInMlflow(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), artifacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String path = exchange.getRequestURI().getPath();
        String answer;
        int status = 200;
        try {
            answer = path.startsWith("/api/2.0/mlflow-artifacts/artifacts/")
                    ? put(exchange, path, body)
                    : answer(exchange, path.replace("/api/2.0/mlflow/", ""), body);
        } catch (IllegalArgumentException | EdgeoptException e) {
            problems.add(path + ": " + e.getMessage());
            answer = error("INVALID_PARAMETER_VALUE", String.valueOf(e.getMessage()));
        }
        if (answer.contains("error_code")) {
            status = answer.contains("DOES_NOT_EXIST") ? 404 : 400;
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String put(HttpExchange exchange, String path, byte[] body) {
        require(exchange.getRequestMethod().equals("PUT"), "files are PUT");
        files.put(path.replace("/api/2.0/mlflow-artifacts/artifacts/", ""), body.length);
        return "{}";
    }

    private String answer(HttpExchange exchange, String method, byte[] body) {
        if (method.equals("experiments/get-by-name")) {
            require(exchange.getRequestMethod().equals("GET"), "it is a GET");
            String query = exchange.getRequestURI().getRawQuery();
            require(query.startsWith("experiment_name="), "experiment_name is missing");
            String name = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
            return experiments.containsKey(name)
                    ? "{\"experiment\": {\"experiment_id\": \"%s\"}}".formatted(experiments.get(name))
                    : error("RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
        }
        require(exchange.getRequestMethod().equals("POST"), "it is a POST");
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "it is JSON");
        JsonTree json = Json.tree(method, new String(body, StandardCharsets.UTF_8));
        return switch (method) {
            case "experiments/create" -> {
                only(json, "name");
                experiments.put(json.field("name").text(), Integer.toString(experiments.size() + 1));
                yield "{\"experiment_id\": \"%d\"}".formatted(experiments.size());
            }
            case "runs/create" -> create(json);
            case "runs/log-batch" -> log(json);
            case "runs/update" -> update(json);
            case "registered-models/create" -> {
                only(json, "name");
                yield registered.add(json.field("name").text())
                        ? "{\"registered_model\": {}}"
                        : error("RESOURCE_ALREADY_EXISTS", "there is one");
            }
            case "model-versions/create" -> {
                only(json, "name", "source", "run_id");
                require(registered.contains(json.field("name").text()), "no such model");
                run(json);
                versions.add(
                        json.field("name").text() + " " + json.field("source").text());
                yield "{\"model_version\": {\"version\": \"%d\"}}".formatted(versions.size());
            }
            default -> throw new IllegalArgumentException("there is no such method");
        };
    }

    private String create(JsonTree json) {
        only(json, "experiment_id", "run_name", "start_time", "tags");
        require(experiments.containsValue(json.field("experiment_id").text()), "no such experiment");
        require(json.field("start_time").integer() > 1_000_000_000_000L, "start_time is in milliseconds");
        json.field("tags").elements().forEach(StandInMlflow::pair);
        String id = "run" + runs.size();
        runs.put(id, json);
        return "{\"run\": {\"info\": {\"run_id\": \"%s\", \"artifact_uri\": \"%s%s/%s/artifacts\"}}}"
                .formatted(id, artifacts, json.field("experiment_id").text(), id);
    }

    private String log(JsonTree json) {
        only(json, "run_id", "metrics", "params", "tags");
        List<JsonTree> metrics = json.field("metrics").elements();
        List<JsonTree> params = json.field("params").elements();
        require(metrics.size() <= 1000 && params.size() <= 100, "too much at once");
        for (JsonTree metric : metrics) {
            only(metric, "key", "value", "timestamp", "step");
            require(
                    METRIC.matcher(metric.field("key").text()).matches(),
                    "the name of " + metric.field("key").text());
            require(Double.isFinite(metric.field("value").number()), "a value");
            require(
                    metric.field("timestamp").integer() > 0
                            && metric.field("step").integer() >= 0,
                    "a time");
        }
        params.forEach(StandInMlflow::pair);
        batches.put(run(json), json);
        return "{}";
    }

    private String update(JsonTree json) {
        only(json, "run_id", "status", "end_time");
        require(List.of("FINISHED", "FAILED").contains(json.field("status").text()), "a status");
        require(json.field("end_time").integer() > 1_000_000_000_000L, "end_time is in milliseconds");
        ended.put(run(json), json.field("status").text());
        return "{\"run_info\": {}}";
    }

    private String run(JsonTree json) {
        String id = json.field("run_id").text();
        require(runs.containsKey(id), "no such run");
        return id;
    }

    private static void pair(JsonTree pair) {
        only(pair, "key", "value");
        require(
                METRIC.matcher(pair.field("key").text()).matches(),
                "the name of " + pair.field("key").text());
        require(pair.field("value").text().length() <= 500, "a long value");
    }

    private static void only(JsonTree json, String... fields) {
        require(new HashSet<>(json.fieldNames()).equals(Set.of(fields)), "fields are " + json.fieldNames());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private static String error(String code, String message) {
        return Json.line(Map.of("error_code", code, "message", message));
    }
}
