package io.tenantdb.sandbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rounds beside each other. */
final class FleetTable {
  private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "APPLY", "DELETE");

  /** Reads that happen to every tenth store are worth a line. */
  private static final double OFTEN = 0.1;

  private FleetTable() {}

  /** A column for each round; rows may be added. */
  static MarkdownTable of(Map<String, FleetRound> rounds) {
    List<String> headings = new ArrayList<>(List.of(""));
    headings.addAll(rounds.keySet());
    MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
    add(table, rounds, "stores", r -> Integer.toString(r.stores()));
    add(table, rounds, "all applied after", r -> Percentiles.text(r.applied()));
    add(table, rounds, "all Ready after", r -> Percentiles.text(r.took()));
    add(table, rounds, "stores a second", r -> "%.1f".formatted(r.storesPerSecond()));
    add(table, rounds, "apply to Ready", r -> r.toReady().summary());
    processes(rounds)
        .forEach(
            name ->
                add(
                    table,
                    rounds,
                    "CPU a store, " + name,
                    r -> "%.2f ms".formatted(r.cpuMillisEach(name))));
    requestKinds(rounds)
        .forEach(
            kind ->
                add(
                    table,
                    rounds,
                    kind + " a store",
                    r -> "%.2f".formatted(r.each(r.requests().byKind().getOrDefault(kind, 0L)))));
    neonKinds(rounds)
        .forEach(
            kind ->
                add(
                    table,
                    rounds,
                    "Neon " + kind + " a store",
                    r -> "%.2f".formatted(r.each(r.neonCalls().byKind().getOrDefault(kind, 0L)))));
    if (neonKinds(rounds).findAny().isPresent()) {
      add(
          table,
          rounds,
          "Neon calls a store",
          r -> "%.2f".formatted(r.each(r.neonCalls().total())));
    }
    return table;
  }

  private static Stream<String> neonKinds(Map<String, FleetRound> rounds) {
    return rounds.values().stream()
        .flatMap(round -> round.neonCalls().byKind().keySet().stream())
        .distinct()
        .sorted();
  }

  private static Stream<String> processes(Map<String, FleetRound> rounds) {
    return rounds.values().stream().flatMap(round -> round.cpu().keySet().stream()).distinct();
  }

  /** Writes of the API, and what was read more than now and then. */
  private static Stream<String> requestKinds(Map<String, FleetRound> rounds) {
    return rounds.values().stream()
        .flatMap(
            round ->
                round.requests().byKind().entrySet().stream()
                    .filter(kind -> isTold(round, kind.getKey(), kind.getValue()))
                    .map(Map.Entry::getKey))
        .distinct()
        .sorted();
  }

  private static boolean isTold(FleetRound round, String kind, long count) {
    return isWrite(kind) || (isRead(kind) && round.each(count) >= OFTEN);
  }

  /** Whether a kind of request changes something; what the API server writes for itself aside. */
  static boolean isWrite(String kind) {
    return !isItsOwn(kind) && WRITES.stream().anyMatch(kind::startsWith);
  }

  static boolean isRead(String kind) {
    return !isItsOwn(kind) && WRITES.stream().noneMatch(kind::startsWith);
  }

  private static boolean isItsOwn(String kind) {
    return kind.contains(" leases");
  }

  private static void add(
      MarkdownTable table,
      Map<String, FleetRound> rounds,
      String name,
      Function<FleetRound, String> cell) {
    List<Object> cells = new ArrayList<>(List.of(name));
    rounds.values().forEach(round -> cells.add(cell.apply(round)));
    table.row(cells.toArray());
  }
}
