package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventList;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Events in the API server: one object for what happens again and again, counting. */
final class EventStore {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final String component;
  private final String instance;

  EventStore(KubernetesClient client, String component, String instance) {
    this.client = client;
    this.component = component;
    this.instance = instance;
  }

  /**
   * Adds {@code times} to the Event of {@code occurrence}, which is made when there is none.
   *
   * @throws KubernetesClientException when the API server cannot be reached or refuses
   */
  void add(Occurrence occurrence, int times) {
    try {
      events(occurrence).resource(event(occurrence, times)).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      countUp(occurrence, times);
    }
  }

  private void countUp(Occurrence occurrence, int times) {
    Resource<Event> place = events(occurrence).withName(occurrence.eventName());
    Event known = place.require();
    int before = known.getSeries() == null ? 1 : known.getSeries().getCount();
    // Only the series of an Event may change.
    place.patch(
        MERGE,
        """
        {"series": {"count": %d, "lastObservedTime": "%s"}}"""
            .formatted(before + times, MICROS.format(occurrence.at())));
  }

  private NonNamespaceOperation<Event, EventList, Resource<Event>> events(Occurrence occurrence) {
    return client.events().v1().events().inNamespace(occurrence.namespace());
  }

  private Event event(Occurrence occurrence, int times) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(occurrence.eventName())
        .withNamespace(occurrence.namespace())
        .endMetadata()
        .withRegarding(occurrence.about())
        .withType(occurrence.type().name())
        .withReason(occurrence.reason())
        .withAction(occurrence.reason())
        .withNote(occurrence.message())
        .withReportingController(component)
        .withReportingInstance(instance)
        .withEventTime(time(occurrence.at()))
        .withSeries(times < 2 ? null : new EventSeries(times, time(occurrence.at())))
        .build();
  }

  private static MicroTime time(Instant instant) {
    return new MicroTime(MICROS.format(instant));
  }
}
