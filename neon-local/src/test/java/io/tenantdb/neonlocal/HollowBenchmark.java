package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Measures hollow mode: {@code HollowBenchmark [number of branches]}. */
public final class HollowBenchmark {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HollowBenchmark() {}

  /** Measures in a temporary folder and prints. */
  public static void main(String[] arguments) throws Exception {
    int branches = arguments.length == 0 ? 5000 : Integer.parseInt(arguments[0]);
    Map<String, String> settings = new HashMap<>();
    settings.put("compute.mode", "hollow");
    settings.put("postgres.addresses", "127.71");
    settings.put("limits.branchesPerProject", "100000");
    settings.put("compute.idleCheck", "PT5S");
    for (String action :
        new String[] {
          "create_timeline", "create_branch", "start_compute", "apply_config", "delete_timeline"
        }) {
      settings.put("operations." + action, "PT0S");
    }
    try (ChildProcess process =
        ChildProcess.start(Files.createTempDirectory("hollow"), settings, "-Xmx512m")) {
      TestNeon neon = TestNeon.at(process.ready());
      neon.settle();
      String template = neon.branch("template").id();
      neon.patch(project("/branches/" + template), "{'branch':{'protected':true}}").expect(200);
      print("memory: %s kB".formatted(process.resident()));
      create(process, template, branches);
      print("memory: %s kB".formatted(process.resident()));
      list(process, "/branches");
      list(process, "/branches?limit=10000");
      list(process, "/endpoints");
      list(process, "/operations?limit=100");
      sessions(process, neon, template);
    }
  }

  private static void create(ChildProcess process, String template, int branches) throws Exception {
    URI base = process.ready();
    Duration cpu = process.cpu();
    long begun = System.nanoTime();
    int locked = 0;
    int step = Math.max(1, branches / 5);
    for (int i = 0; i < branches; i++) {
      HttpResponse<String> answer = create(base, template, "store-" + i);
      while (answer.statusCode() == 423) {
        locked++;
        answer = create(base, template, "store-" + i);
      }
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.body());
      }
      if ((i + 1) % step == 0) {
        print("  %d: %d ms".formatted(i + 1, since(begun)));
      }
    }
    long wall = since(begun);
    print(
        "%d creates one after another: %d ms, %d a second"
            .formatted(branches, wall, branches * 1000L / wall));
    print("  of %d µs of CPU each".formatted(micros(process, cpu) / branches));
    print("  %d tries while locked".formatted(locked));
  }

  private static HttpResponse<String> create(URI base, String template, String name)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(base + project("/branches")))
            .header("Authorization", "Bearer " + TestNeon.KEY)
            .POST(
                BodyPublishers.ofString(
                    """
                    {"branch": {"name": "%s", "parent_id": "%s"},
                     "endpoints": [{"type": "read_write"}],
                     "annotation_value": {"managed-by": "benchmark", "name": "%s"}}
                    """
                        .formatted(name, template, name)))
            .build(),
        BodyHandlers.ofString());
  }

  private static void list(ChildProcess process, String path) throws Exception {
    for (int i = 0; i < 3; i++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(process.ready() + project(path)))
                  .header("Authorization", "Bearer " + TestNeon.KEY)
                  .build(),
              BodyHandlers.ofString());
      print("GET %s: %d ms, %d kB".formatted(path, since(begun), answer.body().length() / 1000));
    }
  }

  private static void sessions(ChildProcess process, TestNeon neon, String template)
      throws Exception {
    int sessions = 1000;
    URI address = URI.create(neon.uri(template, "neondb_owner"));
    Map<String, String> trust = Map.of("sslrootcert", process.certificateAuthority().toString());
    long begun = System.nanoTime();
    Duration cpu = process.cpu();
    for (int i = 0; i < sessions; i++) {
      try (Connection connection = TestNeon.connect(address, trust)) {
        TestNeon.value(connection, "SELECT 1");
      }
    }
    print("%d sessions one after another: %d ms".formatted(sessions, since(begun)));
    print("  of %d µs of CPU each".formatted(micros(process, cpu) / sessions));
  }

  private static long micros(ChildProcess process, Duration before) {
    return process.cpu().minus(before).toNanos() / 1000;
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
