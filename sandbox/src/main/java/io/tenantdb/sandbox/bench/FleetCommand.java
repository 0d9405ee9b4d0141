package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description =
          "How often so many stores are made; the first finds a cold JVM. Default: ${DEFAULT-VALUE}.")
  private int rounds;

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
    int extra = Math.max(0, rounds - 2) * options.stores + singles + 5;
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
    Map<String, FleetRound> measured = new LinkedHashMap<>();
    List<Counts> calls = new ArrayList<>(List.of(place.neonCalls()));
    try (ReadyWatch watch = place.watch();
        StoreSessions sessions = StoreSessions.to(place.postgresPorts())) {
      long heapBefore = LiveHeap.bytes(place.operator().pid());
      for (int i = 1; i <= rounds; i++) {
        String name = i == 1 ? "cold" : i == 2 ? "warm" : "round-" + i;
        List<String> names = Names.of(name, options.stores);
        measured.put(
            name,
            FleetRound.run(place.cluster(), writer, watch, place.processes(), names, PATIENCE));
        calls.add(place.neonCalls());
      }
      long heapAfter = LiveHeap.bytes(place.operator().pid());
      MarkdownTable table = FleetTable.of(measured);
      addCalls(table, calls);
      addFloor(table, place, measured, calls.getLast().since(calls.getFirst()));
      table
          .row("most Postgres connections at once", sessions.mostAtOnce())
          .row(
              "live heap a store",
              "%.1f KB".formatted((heapAfter - heapBefore) / 1024.0 / rounds / options.stores))
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

  /** What Neon's limits allow, whether they are on or not. */
  private void addFloor(
      MarkdownTable table, BenchPlace place, Map<String, FleetRound> measured, Counts calls) {
    StoreOperations operations = StoreOperations.of(place.neon().api(), place.neon().projects());
    table.row("operations at Neon a store", operations);
    long needed = calls.only(kind -> !kind.contains("/operations")).total();
    Floor floor =
        new Floor(
            (double) needed / rounds / options.stores,
            operations.secondsAStore(),
            options.projects);
    table.row("floor of Neon's limits (calls that wait for operations aside)", floor.formula());
    List<Object> cells = new ArrayList<>(List.of("rate beside that floor"));
    measured
        .values()
        .forEach(
            round -> cells.add("%.0f %%".formatted(floor.percentReached(round.storesPerSecond()))));
    table.row(cells.toArray());
    table.row("answers 429 and 423", calls.only(kind -> kind.matches(".*\\(42[39]\\)")).total());
  }

  private void addCalls(MarkdownTable table, List<Counts> calls) {
    List<Counts> perRound = new ArrayList<>();
    for (int i = 1; i < calls.size(); i++) {
      perRound.add(calls.get(i).since(calls.get(i - 1)));
    }
    calls
        .getLast()
        .since(calls.getFirst())
        .byKind()
        .keySet()
        .forEach(
            kind ->
                table.row(row(kind, perRound, counts -> counts.byKind().getOrDefault(kind, 0L))));
    table.row(row("all", perRound, Counts::total));
  }

  private Object[] row(
      String kind, List<Counts> perRound, java.util.function.ToLongFunction<Counts> count) {
    List<Object> cells = new ArrayList<>(List.of("Neon " + kind + " a store"));
    perRound.forEach(
        counts -> cells.add("%.2f".formatted((double) count.applyAsLong(counts) / options.stores)));
    return cells.toArray();
  }
}
