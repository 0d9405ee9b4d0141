package io.tenantdb.kubectl.why;

import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ClusterOptions;
import io.tenantdb.kubectl.terminal.Console;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains one store. */
@Command(
    name = "why",
    description =
        "Why a store is Ready or not, where it is, what it waits for and what to do next.")
public final class WhyCommand implements Runnable {
  private final Console console;
  private final Clock clock;

  @Mixin private ClusterOptions where = new ClusterOptions();

  @Parameters(paramLabel = "NAME", description = "The TenantDatabase.")
  private String name;

  /** The command on a person's console. */
  public WhyCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (Cluster cluster = where.open()) {
      console.print(new WhyScreen(StoreFacts.gather(cluster, name, clock.instant())).lines());
    }
  }
}
