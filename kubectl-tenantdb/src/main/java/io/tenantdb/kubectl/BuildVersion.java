package io.tenantdb.kubectl;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version this was built as, from the manifest of its jar. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = BuildVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "kubectl-tenantdb " + Objects.requireNonNullElse(version, "(not from a jar)")
    };
  }
}
