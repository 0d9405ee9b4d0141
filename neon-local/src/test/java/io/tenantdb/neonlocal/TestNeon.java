package io.tenantdb.neonlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** A neon-local of a test and its client, which checks every answer against Neon's document. */
final class TestNeon implements AutoCloseable {

  static final String KEY = "test-key";
  static final String PROJECT = "test-project-00000001";

  /** How the answer to a route of Neon's begins that neon-local has not. */
  static final String NOT_SERVED = "this route is not served";

  /** An answer. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    Answer expect(int expected) {
      assertThat(status).as("status of %s: %s", raw.uri(), body).isEqualTo(expected);
      return this;
    }

    String message() {
      return body.path("message").asText();
    }
  }

  /** A branch with an endpoint. */
  record TestBranch(String id, String endpointId, String host) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenApiDocument document = new OpenApiDocument();
  private final Set<String> answered = new ConcurrentSkipListSet<>();
  private final URI base;
  private final @Nullable NeonLocalServer server;

  private TestNeon(URI base, @Nullable NeonLocalServer server) throws IOException {
    this.base = base;
    this.server = server;
  }

  /** Starts one with fast operations; {@code extra} settings win. */
  static TestNeon start(Path state, Map<String, String> extra) throws Exception {
    NeonLocalServer server = NeonLocalServer.start(NeonLocalConfig.of(settings(state, extra)));
    TestNeon neon = new TestNeon(server.baseUrl(), server);
    neon.settle();
    return neon;
  }

  /** A client of one that runs elsewhere. */
  static TestNeon at(URI base) throws IOException {
    return new TestNeon(base, null);
  }

  static Map<String, String> settings(Path state, Map<String, String> extra) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "stateFolder", state.toString(),
                "api.port", "0",
                "postgres.port", "0",
                "postgres.addresses", "127.90",
                "keys.0.key", KEY,
                "seed.id", PROJECT,
                "compute.idleCheck", "PT0.2S",
                "operations.create_branch", "PT0.02S",
                "operations.start_compute", "PT0.02S",
                "operations.apply_config", "PT0.05S"));
    settings.putAll(Map.of("operations.suspend_compute", "PT0S"));
    settings.putAll(extra);
    return settings;
  }

  NeonLocalServer server() {
    return Objects.requireNonNull(server);
  }

  /** Identifiers of the document's operations that were answered with success. */
  Set<String> answered() {
    return Set.copyOf(answered);
  }

  OpenApiDocument document() {
    return document;
  }

  Answer get(String path) {
    return call("GET", path, "", KEY);
  }

  Answer post(String path, String body) {
    return call("POST", path, body, KEY);
  }

  Answer patch(String path, String body) {
    return call("PATCH", path, body, KEY);
  }

  Answer delete(String path) {
    return call("DELETE", path, "", KEY);
  }

  /**
   * Calls, and checks the answer against the document. Single quotes in the body stand for double
   * ones.
   */
  Answer call(String method, String path, String body, String key) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(Duration.ofSeconds(60))
              .header("Authorization", "Bearer " + key)
              .header("X-Request-ID", "request-of-test")
              .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
              .build();
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      JsonNode json = JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
      check(method, path, response, json);
      return new Answer(response.statusCode(), json, response);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  private void check(String method, String path, HttpResponse<String> response, JsonNode json) {
    if (json.path("message").asText().startsWith(NOT_SERVED)) {
      return;
    }
    String plain = path.replaceAll("\\?.*", "");
    document
        .operation(method, plain)
        .ifPresent(
            operation -> {
              if (response.statusCode() != 204) {
                assertThat(document.problems(operation, response.statusCode(), json))
                    .as("%s %s → %s", method, path, json)
                    .isEmpty();
              }
              if (response.statusCode() < 300) {
                answered.add(operation.id());
              }
            });
  }

  /** Waits until the project has no unfinished operations. */
  void settle() {
    settle(PROJECT);
  }

  void settle(String projectId) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                get("/projects/" + projectId + "/operations?limit=20")
                    .body()
                    .path("operations")
                    .findValuesAsText("status")
                    .stream()
                    .noneMatch(status -> status.equals("running") || status.equals("scheduling")));
  }

  /** The project's path and what follows it. */
  static String project(String rest) {
    return "/projects/" + PROJECT + rest;
  }

  String defaultBranchId() {
    for (JsonNode branch : get(project("/branches")).body().path("branches")) {
      if (branch.path("default").asBoolean()) {
        return branch.path("id").asText();
      }
    }
    throw new AssertionError("no default branch");
  }

  /** Makes a branch with an endpoint and waits for it. */
  TestBranch branch(String name, String parentId) {
    JsonNode made =
        post(
                project("/branches"),
                "{'branch':{'name':'%s','parent_id':'%s'},'endpoints':[{'type':'read_write'}]}"
                    .formatted(name, parentId))
            .expect(201)
            .body();
    settle();
    return new TestBranch(
        made.path("branch").path("id").asText(),
        made.path("endpoints").path(0).path("id").asText(),
        made.path("endpoints").path(0).path("host").asText());
  }

  /** Makes a branch of the default branch. */
  TestBranch branch(String name) {
    return branch(name, defaultBranchId());
  }

  String uri(String branchId, String role) {
    return uri(branchId, role, false);
  }

  String uri(String branchId, String role, boolean pooled) {
    return get(project(
            "/connection_uri?database_name=neondb&role_name=%s&branch_id=%s&pooled=%s"
                .formatted(role, branchId, pooled)))
        .expect(200)
        .body()
        .path("uri")
        .asText();
  }

  /** Connects to a branch as its owner, verifying the server in full. */
  Connection connect(String branchId) throws SQLException {
    return connectTo(URI.create(uri(branchId, "neondb_owner")), Map.of());
  }

  /** Connects as a connection string says; {@code extra} properties win. */
  Connection connectTo(URI uri, Map<String, String> extra) throws SQLException {
    Map<String, String> all = new HashMap<>(extra);
    all.putIfAbsent("sslrootcert", server().certificateAuthority().toString());
    return connect(uri, all);
  }

  /** Connects as a connection string says, verifying the server in full unless told otherwise. */
  static Connection connect(URI uri, Map<String, String> extra) throws SQLException {
    String[] user = uri.getUserInfo().split(":", 2);
    Properties properties = new Properties();
    properties.setProperty("user", user[0]);
    properties.setProperty("password", user[1]);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("channelBinding", "require");
    properties.putAll(extra);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath()),
        properties);
  }

  /** Runs statements. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The only value of a query. */
  static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  String endpointState(String endpointId) {
    return get(project("/endpoints/" + endpointId))
        .body()
        .path("endpoint")
        .path("current_state")
        .asText();
  }

  /** Suspends an endpoint and waits for it. */
  void suspend(String endpointId) {
    post(project("/endpoints/" + endpointId + "/suspend"), "").expect(200);
    settle();
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
