package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.terminal.Age;
import io.tenantdb.kubectl.terminal.Paragraph;
import io.tenantdb.kubectl.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One store on one screen: at most 24 lines of 100 columns. */
record WhyScreen(StoreFacts facts) {
  private static final int COLUMNS = 100;
  private static final int SENTENCE_LINES = 5;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(heading());
    Paragraph.of(sentence(), COLUMNS - 2, SENTENCE_LINES).forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.addAll(new StageLines(facts).lines());
    lines.add("");
    lines.addAll(cut(new PlaceLines(facts).lines()));
    lines.addAll(
        cut(
            List.of(
                new OperatorLine(facts.lease(), facts.operatorNamespace(), facts.now()).line())));
    lines.addAll(cut(new EventLines(facts.events(), facts.now()).lines()));
    lines.add("");
    lines.addAll(advice());
    return lines;
  }

  private static List<String> cut(List<String> lines) {
    return lines.stream().map(line -> Printable.line(line, COLUMNS)).toList();
  }

  private String heading() {
    String made =
        Age.time(facts.store().getMetadata().getCreationTimestamp())
            .map(time -> ", made %s ago".formatted(Age.between(time, facts.now())))
            .orElse("");
    String leaving =
        Age.time(facts.store().getMetadata().getDeletionTimestamp())
            .map(time -> ", deletion asked for %s ago".formatted(Age.between(time, facts.now())))
            .orElse("");
    String phase = facts.status().phase() == null ? "no phase" : facts.status().phase().name();
    String before = "%s (".formatted(facts.name());
    String after = "): %s%s%s".formatted(phase, made, leaving);
    int room = Math.max(20, COLUMNS - Printable.width(before) - Printable.width(after));
    return Printable.line(
        before + Printable.line(facts.store().getSpec().storeName(), room) + after, COLUMNS);
  }

  private String sentence() {
    Optional<Condition> ready = facts.ready();
    if (ready.isEmpty()) {
      return "No operator has looked at this store yet. Is one running, and does it watch namespace %s?"
          .formatted(facts.name().namespace());
    }
    String told = summary(ready.get());
    return facts.isObserved()
        ? told
        : "Of the store as it was before its last change: %s".formatted(told);
  }

  private String summary(Condition ready) {
    String since =
        Age.time(ready.getLastTransitionTime())
            .map(time -> " for " + Age.between(time, facts.now()))
            .orElse("");
    String state =
        switch (String.valueOf(ready.getStatus())) {
          case "True" -> "Ready";
          case "Unknown" -> "Not known to be Ready";
          default -> "Not Ready";
        };
    String reason = Conditions.isTrue(ready) ? "" : " (%s)".formatted(ready.getReason());
    return "%s%s%s. %s".formatted(state, since, reason, String.valueOf(ready.getMessage()));
  }

  private List<String> advice() {
    Advice advice = Advice.on(facts);
    List<String> lines = new ArrayList<>();
    lines.add(Printable.line("  Waits for " + advice.waitsFor(), COLUMNS));
    // Never cut, nor broken: it is there to be copied.
    lines.add(Printable.line("  Next      " + advice.command()));
    advice.runbook().ifPresent(page -> lines.add(Printable.line("  Runbook   " + page)));
    return lines;
  }
}
