package io.tenantdb.sandbox.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Batches of equal size, one after another, in the same process. */
final class Rounds {
  @Option(
      names = "--rounds",
      defaultValue = "2",
      description =
          "How often so many stores are made; the first finds a cold JVM, and its compilers have not done for some thousands. Default: ${DEFAULT-VALUE}.")
  int count;

  /**
   * Measures each round, in their order.
   *
   * @param stores in each round
   * @param measure makes the stores of these names and measures that
   */
  Map<String, FleetRound> run(int stores, Function<List<String>, FleetRound> measure) {
    Map<String, FleetRound> measured = new LinkedHashMap<>();
    for (int i = 1; i <= count; i++) {
      String name = i == 1 ? "cold" : i == 2 ? "warm" : "round-" + i;
      measured.put(name, measure.apply(Names.of(name, stores)));
    }
    return measured;
  }
}
