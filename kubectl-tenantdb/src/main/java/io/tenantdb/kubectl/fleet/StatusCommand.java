package io.tenantdb.kubectl.fleet;

import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ClusterOptions;
import io.tenantdb.kubectl.cluster.Sight;
import io.tenantdb.kubectl.terminal.Console;
import io.tenantdb.kubectl.terminal.OutputOptions;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts the stores. */
@Command(
    name = "status",
    description =
        "How many stores there are, by phase, region, schema version and class, and which wait for a person.")
public final class StatusCommand implements Runnable {
  private final Console console;
  private final Clock clock;

  @Mixin private ClusterOptions where = new ClusterOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Count the stores of all namespaces.")
  private boolean isEverywhere;

  /** The command on a person's console. */
  public StatusCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (Cluster cluster = where.open()) {
      Fleet fleet = new Fleet();
      cluster.eachStore(isEverywhere ? null : cluster.namespace(), fleet::add);
      ClassStates classes = ClassStates.of(Sight.of(cluster::classes));
      console.print(lines(fleet, classes, cluster.namespace()));
    }
  }

  private List<String> lines(Fleet fleet, ClassStates classes, String namespace) {
    String place = isEverywhere ? "all namespaces" : "namespace " + namespace;
    return output.lines(
        new FleetDocument(fleet, classes)::content,
        new FleetScreen(fleet, classes, place, clock.instant())::lines);
  }
}
