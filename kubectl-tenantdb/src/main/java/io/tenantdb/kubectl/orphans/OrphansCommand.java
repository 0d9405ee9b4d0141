package io.tenantdb.kubectl.orphans;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ClusterOptions;
import io.tenantdb.kubectl.terminal.Console;
import io.tenantdb.kubectl.terminal.OutputOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists branches that belong to no store. */
@Command(
    name = "orphans",
    description =
        "Databases that were made for a store that is not there any more, and how to remove them.")
public final class OrphansCommand implements Runnable {
  private final Console console;
  private final Clock clock;

  @Mixin private ClusterOptions where = new ClusterOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--grace-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "What the operator's TENANTDB_ORPHAN_GRACE is, for the column REMOVABLE. Default: ${DEFAULT-VALUE}.")
  private int graceDays;

  /** The command on a person's console. */
  public OrphansCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (Cluster cluster = where.open()) {
      List<TenantDatabaseClass> classes = cluster.classes();
      console.print(
          output.lines(
              new OrphansDocument(classes)::content,
              new OrphansScreen(classes, Duration.ofDays(graceDays), clock.instant())::lines));
    }
  }
}
