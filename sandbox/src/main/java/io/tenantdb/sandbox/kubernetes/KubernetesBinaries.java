package io.tenantdb.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with etcd, kube-apiserver, kube-controller-manager and kubectl. */
public record KubernetesBinaries(Path folder) {
  private static final List<String> PROGRAMS =
      List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");

  /**
   * Checks the folder.
   *
   * @throws IllegalArgumentException when a program is missing there
   */
  public KubernetesBinaries {
    folder = folder.toAbsolutePath();
    List<String> missing = missingIn(folder);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lacks %s; sandbox/kubernetes/build.sh prints a folder that has them."
              .formatted(folder, String.join(", ", missing)));
    }
  }

  private static List<String> missingIn(Path folder) {
    return PROGRAMS.stream().filter(name -> !Files.isExecutable(folder.resolve(name))).toList();
  }

  /**
   * The folder that {@code sandbox/kubernetes/build.sh} prints. A first build takes minutes; what
   * it does is told on this JVM's stderr.
   *
   * @throws IllegalStateException when the script fails
   */
  public static KubernetesBinaries builtBy(Path script) {
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
      return new KubernetesBinaries(Path.of(printed));
    } catch (IOException e) {
      throw new UncheckedIOException(script + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + script + " ran.", e);
    }
  }

  /** The kubectl that goes with the API server. */
  public Path kubectl() {
    return folder.resolve("kubectl");
  }

  String program(String name) {
    return folder.resolve(name).toString();
  }
}
