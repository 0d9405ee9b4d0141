package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
    try (TestNeon neon = TestNeon.start(Files.createTempDirectory("hollow"), settings)) {
      String template = neon.branch("template").id();
      neon.patch(project("/branches/" + template), "{'branch':{'protected':true}}").expect(200);
      memory("before");
      create(neon, template, branches);
      memory("after");
      list(neon, "/branches");
      list(neon, "/branches?limit=10000");
      list(neon, "/endpoints");
      list(neon, "/operations?limit=100");
      sessions(neon, template);
    }
  }

  private static void create(TestNeon neon, String template, int branches) throws Exception {
    long cpu = cpu();
    long begun = System.nanoTime();
    int locked = 0;
    int step = Math.max(1, branches / 5);
    for (int i = 0; i < branches; i++) {
      HttpResponse<String> answer = create(neon, template, "store-" + i);
      while (answer.statusCode() == 423) {
        locked++;
        answer = create(neon, template, "store-" + i);
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
    print("  of %d µs of CPU each, client and server".formatted((cpu() - cpu) / 1000 / branches));
    print("  %d tries while locked".formatted(locked));
  }

  private static HttpResponse<String> create(TestNeon neon, String template, String name)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(neon.server().baseUrl() + project("/branches")))
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

  private static void list(TestNeon neon, String path) throws Exception {
    for (int i = 0; i < 3; i++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(neon.server().baseUrl() + project(path)))
                  .header("Authorization", "Bearer " + TestNeon.KEY)
                  .build(),
              BodyHandlers.ofString());
      print("GET %s: %d ms, %d kB".formatted(path, since(begun), answer.body().length() / 1000));
    }
  }

  private static void sessions(TestNeon neon, String template) throws Exception {
    int sessions = 200;
    long begun = System.nanoTime();
    long cpu = cpu();
    for (int i = 0; i < sessions; i++) {
      try (Connection connection = neon.connect(template)) {
        TestNeon.value(connection, "SELECT 1");
      }
    }
    print("%d sessions one after another: %d ms".formatted(sessions, since(begun)));
    print("  of %d µs of CPU each, client and server".formatted((cpu() - cpu) / 1000 / sessions));
  }

  private static void memory(String when) throws Exception {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    String resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("");
    print(
        "%s: live heap %d MB, %s"
            .formatted(when, (runtime.totalMemory() - runtime.freeMemory()) >> 20, resident));
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
