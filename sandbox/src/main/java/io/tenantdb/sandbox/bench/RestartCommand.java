package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The operator comes back to a fleet that is Ready. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = "How long a restart takes and what it asks of others.")
final class RestartCommand implements Callable<Integer> {
  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private StandingFleet fleet = new StandingFleet();
  @Mixin private SubjectOptions jvm = new SubjectOptions();

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "How long the restart without new stores is watched. Default: ${DEFAULT-VALUE}.")
  private int settleSeconds;

  @Option(
      names = "--interval",
      paramLabel = "MILLIS",
      defaultValue = "250",
      description = "How often a new store is made during the second. Default: ${DEFAULT-VALUE}.")
  private int intervalMillis;

  @Option(
      names = "--at-least",
      paramLabel = "SECONDS",
      defaultValue = "8",
      description = "How long new stores are made at least. Default: ${DEFAULT-VALUE}.")
  private int probeSeconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, 200);
              ReadyWatch watch = place.watch()) {
            fleet.make(options.stores, place, watch);
            report.title("Restart with %d Ready stores".formatted(options.stores));
            report.table(measure(place, watch));
          }
        });
  }

  private MarkdownTable measure(BenchPlace place, ReadyWatch watch) {
    MarkdownTable table = new MarkdownTable("", "");
    quiet(place, table);
    place.operator().stop();
    Restart restart =
        Restart.run(
            place.operator(),
            place.writer(),
            watch,
            Duration.ofMillis(intervalMillis),
            Duration.ofSeconds(probeSeconds));
    return restart.addTo(table);
  }

  /** A restart in which nothing is new: whatever is asked or written is too much. */
  private void quiet(BenchPlace place, MarkdownTable table) {
    Counts before = place.cluster().requests();
    CpuMeter cluster = CpuMeter.of(place.clusterProcesses());
    long start = System.nanoTime();
    place.operator().start();
    place.operator().awaitStarted();
    Duration started = Duration.ofNanos(System.nanoTime() - start);
    Interruptions.pause(Duration.ofSeconds(settleSeconds));
    Counts calls = place.neonCalls();
    Counts requests = place.cluster().requests().since(before);
    KernelView operator = place.operator().kernelView();
    table
        .row("nothing new: started after", Percentiles.text(started))
        .row("Neon mutations", calls.only(kind -> !kind.startsWith("GET")).total())
        .row("Neon calls", calls.byKind())
        .row("API writes", requests.only(FleetTable::isWrite).byKind())
        .row("API reads", requests.only(FleetTable::isRead).byKind())
        .row("CPU of the operator", Percentiles.text(operator.cpu()));
    cluster
        .sinceStart()
        .forEach((name, taken) -> table.row("CPU of " + name, Percentiles.text(taken)));
    table
        .row("resident memory", "%d MB".formatted(operator.residentBytes() >> 20))
        .row("most resident memory", "%d MB".formatted(operator.peakResidentBytes() >> 20))
        .row("live heap", "%.1f MB".formatted(LiveHeap.bytes(operator.pid()) / 1048576.0));
  }
}
