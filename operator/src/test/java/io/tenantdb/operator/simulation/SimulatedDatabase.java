package io.tenantdb.operator.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a branch holds; a child starts with a copy. */
final class SimulatedDatabase {
  /** What Neon says the passwords are. */
  final Map<String, String> told = new HashMap<>();

  /** What the compute lets in: after a reset the old one until Neon has carried it out. */
  final Map<String, String> accepted = new HashMap<>();

  int version;
  @Nullable UUID identity;

  SimulatedDatabase copy() {
    SimulatedDatabase copy = new SimulatedDatabase();
    copy.told.putAll(told);
    copy.accepted.putAll(accepted);
    copy.version = version;
    copy.identity = identity;
    return copy;
  }

  void setPassword(String role, String password) {
    told.put(role, password);
    accepted.put(role, password);
  }
}
