package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a store is. */
record PlaceLines(StoreFacts facts) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  Class     " + classLine());
    NeonLocation neon = facts.status().neon();
    if (neon == null) {
      lines.add("  Place     none yet");
    } else {
      lines.add(
          "  Place     project %s, region %s"
              .formatted(orUnknown(neon.projectId()), orUnknown(facts.status().region())));
      lines.add(
          "  Branch    %s (%s)"
              .formatted(orUnknown(neon.branchName()), orUnknown(neon.branchId())));
    }
    return lines;
  }

  private static String orUnknown(@Nullable String value) {
    return Objects.requireNonNullElse(value, "not known yet");
  }

  private String classLine() {
    String name = facts.className().orElse("none: the default one is to be taken");
    if (facts.storeClass() instanceof Sight.Hidden<?> hidden) {
      return "%s (%s)".formatted(name, hidden.because("you may not read it"));
    }
    Optional<TenantDatabaseClass> found = facts.storeClass().seen().flatMap(seen -> seen);
    if (found.isEmpty()) {
      return facts.className().isPresent() ? name + ", which is not there" : name;
    }
    return name + found.flatMap(Conditions::ready).map(PlaceLines::state).orElse(", not looked at");
  }

  private static String state(Condition ready) {
    return Conditions.isTrue(ready)
        ? ", Ready"
        : ", not Ready: %s: %s".formatted(ready.getReason(), ready.getMessage());
  }
}
