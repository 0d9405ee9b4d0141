package io.tenantdb.kubectl.fleet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fleet for programs. */
record FleetDocument(Fleet fleet, ClassStates classes) {

  Map<String, ?> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("stores", fleet.stores());
    content.put("ready", fleet.ready());
    content.put("unseen", fleet.unseen());
    content.put("phases", fleet.phases());
    content.put("regions", fleet.regions());
    content.put("schemaVersions", fleet.versions());
    content.put("classes", fleet.classes());
    content.put("classesKnown", classes.hidden().isEmpty());
    content.put("classStates", classes.states());
    fleet.oldest().ifPresent(store -> content.put("oldestNotReady", store(store)));
    Map<String, Object> waiting = new LinkedHashMap<>();
    fleet.waiting().forEach((reason, stores) -> waiting.put(reason, waiting(stores)));
    content.put("waitingForPerson", waiting);
    return content;
  }

  private static Map<String, ?> waiting(Fleet.Waiting waiting) {
    return Map.of("stores", waiting.stores(), "longest", store(waiting.longest()));
  }

  private static Map<String, ?> store(Fleet.NotReady store) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("namespace", store.store().namespace());
    content.put("name", store.store().name());
    content.put("reason", store.reason());
    if (store.since().isBefore(Instant.MAX)) {
      content.put("since", store.since().toString());
    }
    return content;
  }
}
