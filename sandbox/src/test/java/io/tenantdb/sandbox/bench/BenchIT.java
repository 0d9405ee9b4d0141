package io.tenantdb.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The smallest measurements, as the program that people start. */
final class BenchIT {
  private static final Path CHECKOUT = Path.of("..");

  @Test
  void shouldMeasureAFewStoresOfOurs() throws Exception {
    // When
    String printed = bench("fleet", "--stores", "2", "--rounds", "1", "--hollow", "on");

    // Then
    assertThat(printed)
        .contains("| stores | 2 |")
        .contains("| POST tenantdatabases a store | 1.00 |")
        .contains("| APPLY secrets a store | 1.00 |")
        .contains("| Neon POST /projects/{project_id}/branches (201) a store | 1.00 |")
        .contains("| answers 423 | 0 |");
  }

  @Test
  void shouldMeasureTheFloorOfTheTechnology() throws Exception {
    // When
    String printed = bench("bare", "--stores", "3");

    // Then
    assertThat(printed)
        .contains("| stores | 3 | 3 |")
        .contains("| APPLY barestores a store | 1.00 | 1.00 |")
        .contains("| APPLY barestores/status a store | 1.00 | 1.00 |")
        .contains("| APPLY secrets a store | 1.00 | 1.00 |")
        .contains("| restart: store made at the start Ready after |");
  }

  @Test
  void shouldAskTheRegistryOnceHoweverManyAskForAStore() throws Exception {
    // When
    String printed = bench("cold", "--stores", "20", "--threads", "50");

    // Then
    assertThat(printed)
        .containsPattern("one after another \\|.*ms \\|.*ms \\| 10 \\| 10 \\|")
        .containsPattern("50 threads ask for one store at once \\|.*ms \\|.*ms \\| 20 \\| 20 \\|");
  }

  @Test
  void shouldMeasureCheckoutsBesideTheFloor() throws Exception {
    // When
    String printed =
        bench(
            "checkout",
            "--stores",
            "20",
            "--connections",
            "4",
            "--threads",
            "4",
            "--seconds",
            "1",
            "--warm-up",
            "1");

    // Then
    assertThat(printed)
        .contains("| bare: a new connection each time |")
        .contains("| the best there could be: that, and the 4 most popular always open |")
        .containsPattern("\\| connections/ \\|.*\\| 0 \\| 0\\.\\d\\d \\|")
        .contains("| a HikariCP pool for each store |");
  }

  /** Without the tests' own, which log too little to see when the operator has started. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String bench(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dbench.folder=" + Path.of("target", "bench").toAbsolutePath());
    @Nullable String binaries = System.getProperty("kubernetes.binaries");
    if (binaries != null) {
      command.add("-Dkubernetes.binaries=" + Path.of(binaries).toAbsolutePath());
    }
    command.addAll(List.of("-cp", classPath(), Bench.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(CHECKOUT.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
