package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.kubectl.cluster.Sight;
import io.tenantdb.kubectl.terminal.Age;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last Events of a store. */
record EventLines(Sight<List<Event>> events, Instant now) {
  private static final int SHOWN = 3;

  List<String> lines() {
    if (events instanceof Sight.Hidden<?> hidden) {
      return List.of("  Events    " + hidden.because("you may not list events.events.k8s.io here"));
    }
    List<Event> told = events.seen().orElse(List.of());
    if (told.isEmpty()) {
      return List.of("  Events    none of late");
    }
    List<String> last =
        told.stream()
            .sorted(Comparator.comparing(EventLines::time).reversed())
            .limit(SHOWN)
            .map(this::line)
            .toList();
    return Stream.iterate(0, i -> i < last.size(), i -> i + 1)
        .map(i -> (i == 0 ? "  Events    " : "            ") + last.get(i))
        .toList();
  }

  private String line(Event event) {
    return "%s ago %s: %s"
        .formatted(Age.between(time(event), now), event.getReason(), event.getNote());
  }

  private static Instant time(Event event) {
    Optional<String> last =
        Optional.ofNullable(event.getSeries())
            .map(series -> series.getLastObservedTime())
            .map(time -> time.getTime())
            .or(() -> Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()))
            .or(() -> Optional.ofNullable(event.getDeprecatedLastTimestamp()))
            .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()));
    return last.flatMap(Age::time).orElse(Instant.EPOCH);
  }
}
