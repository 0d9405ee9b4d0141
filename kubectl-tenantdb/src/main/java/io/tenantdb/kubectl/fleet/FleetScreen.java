package io.tenantdb.kubectl.fleet;

import io.tenantdb.kubectl.terminal.Age;
import io.tenantdb.kubectl.terminal.Printable;
import io.tenantdb.kubectl.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fleet for people. */
record FleetScreen(Fleet fleet, ClassStates classes, String where, Instant now) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%d stores in %s, %d Ready".formatted(fleet.stores(), where, fleet.ready()));
    table(lines, counts("PHASE", fleet.phases()));
    table(lines, counts("REGION", fleet.regions()));
    table(lines, counts("SCHEMA", fleet.versions()));
    table(lines, classTable());
    if (!classes.hidden().isEmpty()) {
      lines.add(Printable.line("Classes can't be read: " + classes.hidden()));
    }
    lines.add("");
    attention(lines);
    return lines;
  }

  private static void table(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
    }
  }

  private static Table counts(String heading, Map<String, Integer> counts) {
    Table table = new Table(heading, "STORES");
    counts.forEach(table::row);
    return table;
  }

  /** Classes of the cluster, and those that stores name though they are not there. */
  private Table classTable() {
    Table table = new Table("CLASS", "STORES", "STATE");
    fleet.classes().forEach((name, stores) -> table.row(name, stores, classes.of(name)));
    classes
        .states()
        .forEach(
            (name, state) -> {
              if (!fleet.classes().containsKey(name)) {
                table.row(name, 0, state);
              }
            });
    return table;
  }

  private void attention(List<String> lines) {
    fleet
        .oldest()
        .ifPresent(
            store ->
                lines.add(
                    Printable.line(
                        "Not Ready for the longest time: %s, %s (%s)"
                            .formatted(
                                store.store(), Age.between(store.since(), now), store.reason()))));
    if (fleet.unseen() > 0) {
      lines.add("Not seen by an operator as they are now: " + fleet.unseen());
    }
    if (fleet.waiting().isEmpty()) {
      lines.add("No store waits for a person.");
      return;
    }
    lines.add("Wait for a person:");
    Table table = new Table("REASON", "STORES", "LONGEST", "LOOK");
    fleet
        .waiting()
        .forEach(
            (reason, waiting) ->
                table.row(
                    reason,
                    waiting.stores(),
                    Age.between(waiting.longest().since(), now),
                    "kubectl tenantdb why " + waiting.longest().store().asArguments()));
    lines.addAll(table.lines());
  }
}
