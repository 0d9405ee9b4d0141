package io.tenantdb.operator.simulation;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Tells what happens, if anybody wants to hear it. */
final class History {
  private final Agenda agenda;
  private final @Nullable PrintStream out;

  History(Agenda agenda, @Nullable PrintStream out) {
    this.agenda = agenda;
    this.out = out;
  }

  boolean isTold() {
    return out != null;
  }

  void tell(String who, String what) {
    if (out != null) {
      long millis = agenda.age();
      out.printf(
          "%3d:%02d:%02d.%03d  %-10s %s%n",
          millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000, who, what);
    }
  }
}
