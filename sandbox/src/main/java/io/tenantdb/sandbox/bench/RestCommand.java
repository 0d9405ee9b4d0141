package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a fleet costs when nothing happens. */
@Command(
    name = "rest",
    mixinStandardHelpOptions = true,
    description = "What stores cost at rest: calls, writes, sessions, CPU.")
final class RestCommand implements Callable<Integer> {
  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private StandingFleet fleet = new StandingFleet();
  @Mixin private SubjectOptions jvm = new SubjectOptions();

  @Option(names = "--minutes", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description =
          "How long nothing happens before it is measured; a minute for sessions to be forgotten by"
              + " the kernel. Default: ${DEFAULT-VALUE}.")
  private int settleSeconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, 5);
              ReadyWatch watch = place.watch()) {
            fleet.stand(options.stores, place, watch);
            Interruptions.pause(Duration.ofSeconds(settleSeconds));
            report.title(
                "%d stores in %d projects at rest for %.1f minutes"
                    .formatted(options.stores, options.projects, minutes));
            report.table(measure(place));
          }
        });
  }

  private MarkdownTable measure(BenchPlace place) {
    Counts calls = place.neonCalls();
    Counts requests = place.cluster().requests();
    CpuMeter cpu = CpuMeter.of(place.processes());
    MarkdownTable table = new MarkdownTable("", "a minute");
    try (StoreSessions sessions = StoreSessions.to(Set.of(place.stores()))) {
      Interruptions.pause(Duration.ofMillis((long) (minutes * 60_000)));
      Counts newCalls = place.neonCalls().since(calls);
      Counts newRequests = place.cluster().requests().since(requests).only(FleetTable::isWrite);
      table.row("Neon calls", aMinute(newCalls.total()));
      newCalls.byKind().forEach((kind, count) -> table.row("Neon " + kind, aMinute(count)));
      table.row("API server writes", aMinute(newRequests.total()));
      newRequests.byKind().forEach((kind, count) -> table.row("API " + kind, aMinute(count)));
      table.row("sessions in stores' databases", sessions.sawAny() ? "some" : "none");
    }
    cpu.sinceStart()
        .forEach(
            (name, taken) ->
                table.row("CPU, " + name, "%.0f ms".formatted(taken.toNanos() / 1e6 / minutes)));
    KernelView operator = place.operator().kernelView();
    table.row("resident memory", "%d MB".formatted(operator.residentBytes() >> 20));
    table.row("live heap", "%d MB".formatted(LiveHeap.bytes(place.operator().pid()) >> 20));
    return table;
  }

  private String aMinute(long count) {
    return "%.2f".formatted(count / minutes);
  }
}
