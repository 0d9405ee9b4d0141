package io.tenantdb.sandbox.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.NeonCalls;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.neonlocal.NeonLocal;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** neon-local as a process of its own, with the projects that stores are put into. */
final class BenchNeon {
  /** How the addresses of all databases begin. */
  static final String ADDRESSES = System.getProperty("bench.addresses", "127.74");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COPIES_AT_ONCE = 500;
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx1g");
  private static final EndpointSettings SMALL = new EndpointSettings(0.25, 1, 300, false);

  private final ChildProcess process;
  private final int apiPort;
  private final int postgresPort;
  private final List<String> projects = new ArrayList<>(List.of(NeonTerms.SEED_PROJECT));

  private BenchNeon(ChildProcess process, int apiPort, int postgresPort) {
    this.process = process;
    this.apiPort = apiPort;
    this.postgresPort = postgresPort;
  }

  static BenchNeon start(ChildProcesses processes, Path folder, NeonTerms terms, int projects) {
    int apiPort = LoopbackPorts.free();
    int postgresPort = LoopbackPorts.free();
    Path config = folder.resolve("neon-local.yaml");
    String settings =
        terms.settings(folder.resolve("neon-local"), apiPort, postgresPort, ADDRESSES);
    try {
      Files.writeString(config, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(config + " cannot be written.", e);
    }
    BenchNeon neon =
        new BenchNeon(
            processes.start(
                JavaProgram.of(
                    "neon-local", NeonLocal.class, JVM, Map.of(), "--config", config.toString())),
            apiPort,
            postgresPort);
    neon.awaitReady();
    neon.createProjects(projects);
    return neon;
  }

  URI apiUrl() {
    return URI.create("http://127.0.0.1:%d/api/v2".formatted(apiPort));
  }

  /** The port that all stores' databases are reached on. */
  int postgresPort() {
    return postgresPort;
  }

  List<String> projects() {
    return List.copyOf(projects);
  }

  /** Its JVM and the PostgreSQL servers it started. */
  KernelView kernelView() {
    return new KernelView(process.pid(), true);
  }

  /** A client with no limits of its own. */
  NeonApi api() {
    Clock clock = Clock.systemUTC();
    RequestBudget unlimited = new RequestBudget(1_000_000, 100_000, clock);
    return HttpNeonApi.create(
        apiUrl(), new Secret(NeonTerms.API_KEY), unlimited, NeonCalls.ignored(), clock);
  }

  private void awaitReady() {
    process.awaitReady(PATIENCE, this::answers);
  }

  /**
   * What neon-local's journal sums up.
   *
   * @param mostInAMinute most calls in any 60 seconds
   * @param locked answers 423
   * @param throttled answers 429
   * @param overlaps changes of a project that went through while another was under way
   * @param next the journal's end, to start from another time
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record JournalStats(
      int mostInAMinute,
      int mostInASecond,
      long locked,
      long throttled,
      long overlaps,
      long next) {}

  /** Sums up the calls from a place in the journal on. */
  JournalStats journal(long since) {
    try {
      String url = "http://127.0.0.1:%d/local/journal/stats?since=%d".formatted(apiPort, since);
      return JSON.readValue(get(url).body(), JournalStats.class);
    } catch (IOException e) {
      throw new UncheckedIOException("neon-local's journal cannot be read.", e);
    } catch (InterruptedException e) {
      throw Interruptions.interrupted(e);
    }
  }

  /** Makes records of branches from that of a real one, each with other texts in place of some. */
  void copyBranch(String projectId, String branchId, List<Map<String, String>> copies) {
    String url = "http://127.0.0.1:%d/local/copies/%s/%s".formatted(apiPort, projectId, branchId);
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int from = 0; from < copies.size(); from += COPIES_AT_ONCE) {
        List<Map<String, String>> some =
            copies.subList(from, Math.min(copies.size(), from + COPIES_AT_ONCE));
        String body = JSON.writeValueAsString(Map.of("copies", some));
        HttpResponse<String> answer =
            http.send(
                request(url).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException("neon-local does not copy: " + answer.body());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("neon-local does not copy.", e);
    } catch (InterruptedException e) {
      throw Interruptions.interrupted(e);
    }
  }

  private boolean answers() throws IOException, InterruptedException {
    return get(apiUrl() + "/auth").statusCode() == 200;
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request(url).build(), BodyHandlers.ofString());
    }
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + NeonTerms.API_KEY);
  }

  private void createProjects(int count) {
    NeonApi api = api();
    for (int i = 2; i <= count; i++) {
      NewProject project =
          new NewProject(
              "bench-" + i,
              "aws-" + NeonTerms.REGION,
              18,
              null,
              "neondb",
              "neondb_owner",
              null,
              SMALL,
              Map.of());
      projects.add(api.createProject(project).project().id());
    }
  }
}
