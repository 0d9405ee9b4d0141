package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The branches of one project, found by their names too: there may be thousands. */
final class ProjectBranches {

  private final Map<String, BranchEntry> all = new LinkedHashMap<>();
  private final Map<String, String> idsByName = new HashMap<>();

  /** Remembers a branch in the place of what was known of it. */
  void put(BranchEntry entry) {
    forgetName(all.put(entry.id(), entry));
    if (!entry.deleted()) {
      idsByName.put(entry.branch().name(), entry.id());
    }
  }

  void remove(BranchEntry entry) {
    forgetName(all.remove(entry.id()));
  }

  private void forgetName(@Nullable BranchEntry entry) {
    if (entry != null) {
      idsByName.remove(entry.branch().name(), entry.id());
    }
  }

  /** All that are not deleted. */
  List<BranchEntry> live() {
    return all.values().stream().filter(entry -> !entry.deleted()).toList();
  }

  int countLive() {
    return idsByName.size();
  }

  /** Whether one that is not deleted has the name. */
  boolean has(String name) {
    return idsByName.containsKey(name);
  }
}
