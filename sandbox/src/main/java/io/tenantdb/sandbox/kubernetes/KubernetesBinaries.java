package io.tenantdb.sandbox.kubernetes;

import io.tenantdb.sandbox.process.BuildScript;
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
    return new KubernetesBinaries(new BuildScript(script).folder());
  }

  /** The kubectl that goes with the API server. */
  public Path kubectl() {
    return folder.resolve("kubectl");
  }

  String program(String name) {
    return folder.resolve(name).toString();
  }
}
