package io.tenantdb.sealing.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version this was built as, from the manifest of its jar. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = BuildVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "sealed-strings " + Objects.requireNonNullElse(version, "(not from a jar)")
    };
  }
}
