package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static io.tenantdb.neonlocal.TestNeon.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the figures of the README: {@code Benchmark [number of branches]}. */
public final class Benchmark {

  private static final int SAMPLES = 20;

  private Benchmark() {}

  /** Measures in a temporary folder and prints. */
  public static void main(String[] arguments) throws Exception {
    int branches = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    Path state = Files.createTempDirectory("neon-local-benchmark");
    long begun = System.nanoTime();
    try (TestNeon neon = TestNeon.start(state, noDelays())) {
      print(
          "first start, until the seed project's compute is awake: %d ms".formatted(since(begun)));
      idle(neon, state, branches);
      used(neon, state);
      busy(neon);
    }
  }

  private static Map<String, String> noDelays() {
    return Map.of(
        "operations.create_branch", "PT0S",
        "operations.start_compute", "PT0S",
        "operations.apply_config", "PT0S",
        "limits.maxAwake", "0");
  }

  private static void idle(TestNeon neon, Path state, int branches) throws IOException {
    neon.suspend(defaultEndpoint(neon));
    long bytes = bytes(state);
    long begun = System.nanoTime();
    long[] times = new long[branches];
    for (int i = 0; i < branches; i++) {
      long start = System.nanoTime();
      neon.branch("store-" + i);
      times[i] = since(start);
    }
    print("%d branches with endpoints made in %d s".formatted(branches, since(begun) / 1000));
    print("  one create until its operations ended, template asleep: %s".formatted(spread(times)));
    print("  on disk for each idle branch: %d bytes".formatted((bytes(state) - bytes) / branches));
    long list = System.nanoTime();
    neon.get(project("/branches")).expect(200);
    print("  listing them all: %d ms".formatted(since(list)));
  }

  /**
   * The default branch's compute may be awake beyond the limit, so each takes its turn as the
   * default.
   */
  private static void used(TestNeon neon, Path state) throws Exception {
    String main = neon.defaultBranchId();
    List<TestBranch> branches = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      branches.add(neon.branch("used-" + i, main));
    }
    long bytes = bytes(state);
    long[] wakes = new long[SAMPLES];
    long[] suspends = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      TestBranch branch = branches.get(i);
      neon.post(project("/branches/" + branch.id() + "/set_as_default"), "").expect(200);
      long begun = System.nanoTime();
      try (Connection connection = neon.connect(branch.id())) {
        wakes[i] = since(begun);
        run(connection, "CREATE TABLE t AS SELECT generate_series(1, 100) AS id");
      }
      neon.settle();
      begun = System.nanoTime();
      neon.suspend(branch.endpointId());
      suspends[i] = since(begun);
    }
    neon.post(project("/branches/" + main + "/set_as_default"), "").expect(200);
    print("waking by connecting, until the session stands: %s".formatted(spread(wakes)));
    print("suspending, until its operation ended: %s".formatted(spread(suspends)));
    print(
        "  on disk for each branch after a table was made in it: %d bytes"
            .formatted((bytes(state) - bytes) / SAMPLES));
  }

  private static void busy(TestNeon neon) throws Exception {
    long[] times = new long[SAMPLES];
    try (Connection connection = neon.connect(neon.defaultBranchId())) {
      run(connection, "CREATE TABLE t (id int)");
      neon.settle();
      for (int i = 0; i < SAMPLES; i++) {
        run(connection, "INSERT INTO t VALUES (" + i + ")");
        long begun = System.nanoTime();
        neon.branch("of-awake-" + i);
        times[i] = since(begun);
      }
    }
    print("one create until its operations ended, parent awake: %s".formatted(spread(times)));
  }

  private static String defaultEndpoint(TestNeon neon) {
    JsonNode endpoints = neon.get(project("/endpoints")).expect(200).body();
    return endpoints.at("/endpoints/0/id").asText();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Benchmark::blocks).sum();
    }
  }

  /** What a file takes of a disk with blocks of 4 KiB. */
  private static long blocks(Path file) {
    return (file.toFile().length() + 4095) / 4096 * 4096;
  }

  private static String spread(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return "median %d ms, 95th percentile %d ms"
        .formatted(sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
