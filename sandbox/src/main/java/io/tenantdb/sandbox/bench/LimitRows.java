package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What Neon's limits allow, beside what was reached; told whether the limits are on or not. */
final class LimitRows {
  private final BenchPlace place;
  private final long journalStart;

  private LimitRows(BenchPlace place, long journalStart) {
    this.place = place;
    this.journalStart = journalStart;
  }

  /** To be made before the stores are. */
  static LimitRows from(BenchPlace place) {
    return new LimitRows(place, place.neon().journal(0).next());
  }

  void addTo(MarkdownTable table, Collection<FleetRound> rounds) {
    // Whatever else asks Neon's double from here on is no call of the operator's.
    BenchNeon.JournalStats journal = place.neon().journal(journalStart);
    StoreOperations operations = StoreOperations.of(place.neon().api(), place.neon().projects());
    Floor floor =
        new Floor(neededCalls(rounds), operations.secondsAStore(), place.neon().projects().size());
    table
        .row("operations at Neon a store", operations)
        .row("floor of Neon's limits for many stores", floor.formula())
        .row(share(rounds, floor))
        .row(
            "floor of Neon's operations for one store",
            Percentiles.text(Duration.ofMillis((long) (1000 * operations.secondsAStore()))))
        .row("most Neon calls in any 60 s", journal.mostInAMinute())
        .row("most Neon calls in any second", journal.mostInASecond())
        .row("answers 429", journal.throttled())
        .row("answers 423", journal.locked())
        .row("changes of a project while another was under way", journal.overlaps());
  }

  /** Those that wait for operations or came in vain could be fewer; the others could not. */
  private static double neededCalls(Collection<FleetRound> rounds) {
    long calls =
        rounds.stream()
            .mapToLong(
                round ->
                    round
                        .neonCalls()
                        .only(kind -> !kind.contains("/operations") && !kind.contains("(404)"))
                        .total())
            .sum();
    return (double) calls / rounds.stream().mapToInt(FleetRound::stores).sum();
  }

  private static Object[] share(Collection<FleetRound> rounds, Floor floor) {
    List<Object> cells = new ArrayList<>(List.of("rate beside that floor"));
    rounds.forEach(
        round -> cells.add("%.0f %%".formatted(floor.percentReached(round.storesPerSecond()))));
    return cells.toArray();
  }
}
