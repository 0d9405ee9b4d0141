package io.tenantdb.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl as one user. */
public record Kubectl(Path program, Path kubeconfig) {

  /** How a command ended: its exit status, and what it printed, stderr behind stdout. */
  public record Result(int status, String output) {

    /** Whether the command did what it was told. */
    public boolean succeeded() {
      return status == 0;
    }
  }

  /**
   * Runs a command that has to succeed.
   *
   * @return what it printed
   * @throws IllegalStateException when it fails, with what it printed
   */
  public String run(String... arguments) {
    Result result = attempt(arguments);
    if (!result.succeeded()) {
      throw new IllegalStateException(
          "kubectl %s failed with status %d: %s"
              .formatted(String.join(" ", arguments), result.status(), result.output()));
    }
    return result.output();
  }

  /** Runs a command and tells how it ended. */
  public Result attempt(String... arguments) {
    return attemptWithInput("", arguments);
  }

  /** Runs a command with text on its standard input, for {@code -f -}, and tells how it ended. */
  public Result attemptWithInput(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of("--cache-dir", kubeconfig.resolveSibling("kubectl-cache").toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(program + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while kubectl ran.", e);
    }
  }
}
