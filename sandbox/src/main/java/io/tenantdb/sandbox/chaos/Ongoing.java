package io.tenantdb.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Troubles that last a while, each with what ends it. Used by one thread. */
final class Ongoing {
  private record Trouble(String kind, long until, Runnable end) {}

  private final Diary diary;
  private final List<Trouble> troubles = new ArrayList<>();

  Ongoing(Diary diary) {
    this.diary = diary;
  }

  void add(String kind, Duration lasting, Runnable end) {
    troubles.add(new Trouble(kind, System.nanoTime() + lasting.toNanos(), end));
  }

  boolean has(String kind) {
    return kinds().contains(kind);
  }

  Set<String> kinds() {
    return troubles.stream().map(Trouble::kind).collect(Collectors.toSet());
  }

  /** Ends those that have lasted long enough. */
  void endDue() {
    end(troubles.stream().filter(t -> t.until() <= System.nanoTime()).toList());
  }

  void endAll() {
    end(List.copyOf(troubles));
  }

  private void end(List<Trouble> over) {
    troubles.removeAll(over);
    for (Trouble trouble : over) {
      trouble.end().run();
      diary.note("over: " + trouble.kind());
    }
  }
}
