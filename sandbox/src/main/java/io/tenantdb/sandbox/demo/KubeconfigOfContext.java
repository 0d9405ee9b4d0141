package io.tenantdb.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Copies one context of the user's kubeconfig into a file of its own, with kubectl. */
final class KubeconfigOfContext {
  private KubeconfigOfContext() {}

  /**
   * Writes the file, readable by its owner only.
   *
   * @throws IllegalStateException when kubectl is not on the PATH or knows no such context
   */
  static Path write(String context, Path file) {
    List<String> command =
        List.of(
            "kubectl", "config", "view", "--raw", "--minify", "--flatten", "--context", context);
    try {
      Process kubectl = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new IllegalStateException("The kubeconfig has no context " + context + ": " + output);
      }
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, output);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "kubectl is needed on the PATH to read context " + context + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while kubectl ran.", e);
    }
  }
}
