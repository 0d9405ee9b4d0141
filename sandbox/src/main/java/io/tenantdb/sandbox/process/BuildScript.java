package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A script that makes sure that programs exist on this machine and prints their folder. */
public record BuildScript(Path script) {

  /**
   * Runs it. A first build takes minutes; what it does is told on this JVM's stderr.
   *
   * @throws IllegalStateException when the script fails
   */
  public Path folder() {
    try {
      Process process =
          new ProcessBuilder(script.toAbsolutePath().toString())
              .redirectError(Redirect.INHERIT)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            script + " failed with status " + status + "; it said why on stderr.");
      }
      return Path.of(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(script + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + script + " ran.", e);
    }
  }
}
