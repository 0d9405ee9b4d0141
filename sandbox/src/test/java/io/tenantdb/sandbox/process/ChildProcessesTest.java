package io.tenantdb.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private static Program shell(String name, String script) {
    return new Program(name, List.of("sh", "-c", script));
  }

  @Test
  void shouldStopTheLastOneFirst() throws IOException {
    // Given
    Path order = folder.resolve("order");
    try (var children = ChildProcesses.in(folder)) {
      for (String name : List.of("first", "second")) {
        ChildProcess child =
            children.start(
                shell(
                    name,
                    "trap 'echo %s >> %s; exit' TERM; echo up; while :; do sleep 0.05; done"
                        .formatted(name, order)));
        child.awaitReady(LIMIT, () -> Files.readString(child.log()).contains("up"));
      }

      // When
    }

    // Then
    assertThat(order).hasContent("second\nfirst");
  }

  @Test
  void shouldTellWhyAProgramDidNotComeUp() {
    // Given
    try (var children = ChildProcesses.in(folder)) {
      ChildProcess child = children.start(shell("broken", "echo no such flag; exit 3"));

      // When // Then
      assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining("broken ended with status 3")
          .hasMessageContaining("no such flag");
    }
  }

  @Test
  void shouldGiveUpOnAProgramThatStaysSilent() {
    // Given
    try (var children = ChildProcesses.in(folder)) {
      ChildProcess child = children.start(shell("silent", "exec sleep 60"));

      // When // Then
      assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(200), () -> false))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining("silent was not ready");
    }
  }

  private Process startLeaver() throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Leaver.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("started")));
    return jvm;
  }

  @Test
  void shouldEndWhatAKilledJvmLeftRunning() throws Exception {
    // Given
    Process jvm = startLeaver();
    Path pidFile = folder.resolve("left.pid");
    ProcessHandle left = new PidFile(pidFile).process().orElseThrow();
    jvm.destroyForcibly().waitFor();
    assertThat(left.isAlive()).isTrue();

    // When
    ChildProcesses.in(folder).close();

    // Then
    assertThat(left.isAlive()).isFalse();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void shouldEndChildrenWhenTheJvmExits() throws Exception {
    // Given
    Process jvm = startLeaver();
    ProcessHandle left = PidFile.of(folder, "left").process().orElseThrow();

    // When
    jvm.destroy(); // SIGTERM, as Ctrl-C: shutdown hooks run.
    jvm.waitFor();

    // Then
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void shouldNotKillAProcessThatOnlyHasTheSameId() throws IOException {
    // Given
    long self = ProcessHandle.current().pid();
    Files.writeString(folder.resolve("other.pid"), self + " 2001-01-01T00:00:00Z\n");

    // When
    ChildProcesses.in(folder).close();

    // Then
    assertThat(folder.resolve("other.pid")).doesNotExist();
  }

  @Test
  void shouldKeepTheLogOfTheRunBeforeWhenStartedAgain() throws IOException {
    // Given
    try (var children = ChildProcesses.in(folder)) {
      ChildProcess first = children.start(shell("program", "echo one; exec sleep 60"));
      first.awaitReady(LIMIT, () -> Files.readString(first.log()).contains("one"));
      children.stop(first);

      // When
      ChildProcess second = children.start(shell("program", "echo two; exec sleep 60"));
      second.awaitReady(LIMIT, () -> Files.readString(second.log()).contains("two"));

      // Then
      assertThat(first.isAlive()).isFalse();
      assertThat(second.log()).hasContent("two");
      assertThat(folder.resolve("program.previous.log")).hasContent("one");
    }
  }

  @Test
  void shouldNotShowArgumentsOrEnvironmentOfAProgram() {
    // When
    Program program = new Program("db", List.of("postgres", "--password=x1"), Map.of("PW", "x1"));

    // Then
    assertThat(program).hasToString("db");
  }
}
