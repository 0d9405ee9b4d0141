package io.tenantdb.kubectl.fleet;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.Sight;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of the classes of a fleet: a word for each by its name, or why there is none. */
record ClassStates(Map<String, String> states, String hidden) {

  static ClassStates of(Sight<List<TenantDatabaseClass>> seen) {
    Map<String, String> states = new TreeMap<>();
    seen.seen()
        .orElse(List.of())
        .forEach(found -> states.put(found.getMetadata().getName(), state(found)));
    return new ClassStates(states, seen instanceof Sight.Hidden<?> hidden ? hidden.why() : "");
  }

  private static String state(TenantDatabaseClass storeClass) {
    return Conditions.ready(storeClass)
        .map(ready -> Conditions.isTrue(ready) ? "Ready" : notReady(ready))
        .orElse("not looked at yet");
  }

  private static String notReady(Condition ready) {
    return "not Ready: " + ready.getReason();
  }

  /** The word for a class that stores name. */
  String of(String name) {
    if (!hidden.isEmpty()) {
      return "not known";
    }
    return states.getOrDefault(name, name.equals(Fleet.NONE) ? "" : "not there");
  }
}
