package io.tenantdb.operator.fleet;

import io.tenantdb.api.TenantDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is in one project: those whom the caches show there, and those whom it was chosen for since.
 * Counted anew only now and then, since that takes as long as the project is full.
 */
final class Headcount {
  /** So that counting costs each new store about as much as looking at so many. */
  private static final int SHARE = 50;

  private Set<String> seen = Set.of();
  private final Set<String> expected = new HashSet<>();
  private int sinceCounted = Integer.MAX_VALUE;

  boolean isStale() {
    return sinceCounted > seen.size() / SHARE;
  }

  /** Counts anew; answers who is there for sure. */
  Set<String> count(List<TenantDatabase> placed) {
    Set<String> uids = new HashSet<>();
    placed.forEach(database -> uids.add(database.getMetadata().getUid()));
    seen = uids;
    expected.removeAll(uids);
    sinceCounted = 0;
    return uids;
  }

  void expect(String uid) {
    if (sinceCounted < Integer.MAX_VALUE) {
      sinceCounted++;
    }
    if (!seen.contains(uid)) {
      expected.add(uid);
    }
  }

  void forget(String uid) {
    expected.remove(uid);
  }

  int size() {
    return seen.size() + expected.size();
  }
}
