package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The stores that are there before anything is measured. */
final class StandingFleet {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final int SAMPLES = 3;

  @Option(
      names = "--prefabricated",
      description =
          "Write the stores into the cluster and into neon-local as the operator would have left"
              + " them, all but three.")
  private boolean prefabricated;

  /** Makes so many stores and stops the operator. */
  List<String> make(int count, BenchPlace place, ReadyWatch watch) {
    List<String> names =
        new ArrayList<>(Names.of("fleet", prefabricated ? Math.min(count, SAMPLES) : count));
    place.writer().createAll(names);
    watch.awaitReady(names, PATIENCE);
    place.operator().stop();
    List<String> copies = Names.of("copy", count - names.size());
    if (!copies.isEmpty()) {
      Prefabricated.copiesOf(place, names.getFirst()).write(copies);
    }
    names.addAll(copies);
    return List.copyOf(names);
  }

  /** Makes so many stores; the operator has seen them when this returns. */
  List<String> stand(int count, BenchPlace place, ReadyWatch watch) {
    List<String> names = make(count, place, watch);
    place.operator().start();
    place.operator().awaitStarted();
    watch.awaitReady(names, PATIENCE);
    return names;
  }
}
