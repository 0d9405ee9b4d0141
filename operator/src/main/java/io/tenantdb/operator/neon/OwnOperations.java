package io.tenantdb.operator.neon;

import io.tenantdb.neon.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The latest operations that this process caused. Safe for use by many threads. */
final class OwnOperations {
  /** More than the lists of all projects show. */
  private static final int KEPT = 10_000;

  private final Set<String> ids =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > KEPT;
                }
              }));

  void add(List<Operation> operations) {
    operations.forEach(operation -> ids.add(operation.id()));
  }

  boolean contains(String operationId) {
    return ids.contains(operationId);
  }
}
