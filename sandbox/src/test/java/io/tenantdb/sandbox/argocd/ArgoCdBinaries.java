package io.tenantdb.sandbox.argocd;

import io.tenantdb.sandbox.process.BuildScript;
import java.nio.file.Path;

/** A folder with Argo CD's programs and manifests. */
record ArgoCdBinaries(Path folder) {

  /** The folder that {@code sandbox/argocd/build.sh} prints; a first build takes minutes. */
  static ArgoCdBinaries built() {
    return new ArgoCdBinaries(new BuildScript(Path.of("argocd", "build.sh")).folder());
  }

  String program(String name) {
    return folder.resolve(name).toString();
  }

  /** Definitions, and the config maps that an installation begins with. */
  Path manifests() {
    return folder.resolve("manifests");
  }
}
