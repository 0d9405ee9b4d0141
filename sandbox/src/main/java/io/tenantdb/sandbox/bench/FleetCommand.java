package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Apply to Ready. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Our operator: many stores at once, and single ones.")
final class FleetCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private SubjectOptions jvm = new SubjectOptions();
  @Mixin private Rounds rounds = new Rounds();

  @Option(
      names = "--one",
      paramLabel = "COUNT",
      arity = "0..1",
      fallbackValue = "30",
      defaultValue = "0",
      description = "Also so many single new stores one after another; 30 if no number is given.")
  private int singles;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    int extra = Math.max(0, rounds.count - 2) * options.stores + singles + 5;
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, extra)) {
            report.title(
                "Fleet, limits %s, %d projects".formatted(options.limits, options.projects));
            report.table(measure(place));
          }
        });
  }

  private MarkdownTable measure(BenchPlace place) {
    Writer writer = place.writer();
    LimitRows limits = LimitRows.from(place);
    try (ReadyWatch watch = place.watch();
        StoreSessions sessions = StoreSessions.to(place.postgresServers())) {
      long heapBefore = LiveHeap.bytes(place.operator().pid());
      Map<String, FleetRound> measured =
          rounds.run(options.stores, names -> measure(place, writer, watch, names));
      long heapAfter = LiveHeap.bytes(place.operator().pid());
      MarkdownTable table = FleetTable.of(measured);
      limits.addTo(table, measured.values());
      table
          .row("most Postgres connections at once", sessions.mostAtOnce())
          .row(
              "live heap a store",
              "%.1f KB"
                  .formatted((heapAfter - heapBefore) / 1024.0 / rounds.count / options.stores))
          .row(
              "resident memory",
              "%d MB".formatted(place.operator().kernelView().residentBytes() >> 20));
      if (singles > 0) {
        List<String> names = Names.of("single", singles);
        table.row(
            "one new store on an idle operator",
            Singles.run(writer, watch, names, PAUSE).summary());
      }
      return table;
    }
  }

  private static FleetRound measure(
      BenchPlace place, Writer writer, ReadyWatch watch, List<String> names) {
    return FleetRound.run(
        place.cluster(), writer, watch, place.processes(), place::neonCalls, names, PATIENCE);
  }
}
