package io.tenantdb.operator.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** Organizations to look at, each once: who was heard of last comes first. */
final class Backlog {
  private final LinkedHashSet<UUID> newestLast = new LinkedHashSet<>();

  /** Were heard of just now. */
  void heard(Collection<UUID> organizations) {
    organizations.forEach(newestLast::addLast);
  }

  /** Were found, and may have waited for long. */
  void found(Collection<UUID> organizations) {
    organizations.stream().filter(id -> !newestLast.contains(id)).forEach(newestLast::addFirst);
  }

  boolean isEmpty() {
    return newestLast.isEmpty();
  }

  /** Takes the next ones out. */
  List<UUID> next(int most) {
    List<UUID> next = new ArrayList<>();
    while (next.size() < most && !newestLast.isEmpty()) {
      next.add(newestLast.removeLast());
    }
    return next;
  }
}
