package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.terminal.Age;
import io.tenantdb.kubectl.terminal.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stages of a store, in the order in which it passes them. */
record StageLines(StoreFacts facts) {
  private static final int COLUMNS = 100;

  List<String> lines() {
    return Stream.of(
            ConditionType.Placed,
            ConditionType.BranchReady,
            ConditionType.SchemaReady,
            ConditionType.CredentialsReady)
        .map(this::line)
        .toList();
  }

  private String line(ConditionType stage) {
    Optional<Condition> found = Conditions.find(facts.status().conditions(), stage);
    String text =
        "  %s %-17s %s"
            .formatted(
                found.map(StageLines::mark).orElse("[ ]"),
                stage,
                found.map(this::detail).orElse("not told yet"));
    return Printable.line(text, COLUMNS);
  }

  private static String mark(Condition condition) {
    return switch (String.valueOf(condition.getStatus())) {
      case "True" -> "[x]";
      case "Unknown" -> "[?]";
      default -> "[ ]";
    };
  }

  private String detail(Condition condition) {
    Optional<Instant> since = Age.time(condition.getLastTransitionTime());
    String lasting = since.map(time -> Age.between(time, facts.now())).orElse("?");
    return Conditions.isTrue(condition)
        ? "for %s%s".formatted(lasting, since.map(this::afterCreation).orElse(""))
        : "%s for %s".formatted(condition.getReason(), lasting);
  }

  private String afterCreation(Instant reached) {
    return Age.time(facts.store().getMetadata().getCreationTimestamp())
        .map(made -> ", %s after the store was made".formatted(Age.between(made, reached)))
        .orElse("");
  }
}
