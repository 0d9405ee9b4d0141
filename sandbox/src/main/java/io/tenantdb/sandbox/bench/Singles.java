package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** New stores one after another: each is applied when the one before is Ready. */
final class Singles {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Singles() {}

  static Percentiles run(Writer writer, ReadyWatch watch, List<String> names, Duration pause) {
    List<Duration> took = new ArrayList<>();
    for (String name : names) {
      writer.create(name);
      long ready = watch.awaitReady(List.of(name), PATIENCE);
      took.add(Duration.ofNanos(ready - writer.sentAt(name)));
      Interruptions.pause(pause);
    }
    return Percentiles.of(took);
  }
}
