package io.tenantdb.sandbox.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How many stores, where, and on what terms. */
final class FleetOptions {
  /** The most that neon-local takes; hollow branches have no such limit. */
  private static final int MOST_AWAKE = 10_000;

  /** Whether something is. */
  enum Switch {
    on,
    off
  }

  @Option(names = "--stores", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
  int stores;

  @Option(
      names = "--projects",
      defaultValue = "1",
      description = "Neon projects that share the stores. Default: ${DEFAULT-VALUE}.")
  int projects;

  @Option(
      names = "--limits",
      defaultValue = "off",
      description =
          "on: 700 calls a minute, operations of 0.3 s (branch) and 1 s (compute), as at Neon."
              + " Default: ${DEFAULT-VALUE}.")
  Switch limits = Switch.off;

  @Option(
      names = "--hollow",
      defaultValue = "off",
      description =
          "on: one PostgreSQL for each project instead of one for each store."
              + " Default: ${DEFAULT-VALUE}.")
  Switch hollow = Switch.off;

  @Option(
      names = "--registry",
      defaultValue = "on",
      description = "Whether stores are mirrored into a registry. Default: ${DEFAULT-VALUE}.")
  Switch registry = Switch.on;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the operator, as in docs/configuration.md; may be repeated.")
  Map<String, String> settings = new LinkedHashMap<>();

  NeonTerms neonTerms(int extraStores) {
    return new NeonTerms(
        limits == Switch.on, hollow == Switch.on, Math.min(MOST_AWAKE, 2 * stores + extraStores));
  }
}
