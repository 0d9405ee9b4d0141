package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * Writes {@code events.k8s.io/v1} objects in the background. The same reason and message about the
 * same object count up one Event, with at most one write a minute.
 */
public final class KubernetesEventRecorder implements EventRecorder, AutoCloseable {

  /**
   * Starts the recorder.
   *
   * @param component who reports, such as {@code tenantdb-operator}
   * @param instance which process of it, such as the pod's name
   * @param metrics gets the counters of events written, dropped and failed
   */
  public static KubernetesEventRecorder start(
      KubernetesClient client,
      String component,
      String instance,
      MeterRegistry metrics,
      Clock clock) {
    return new KubernetesEventRecorder();
  }

  private KubernetesEventRecorder() {}

  @Override
  public void normal(HasMetadata about, String reason, String message) {}

  @Override
  public void warning(HasMetadata about, String reason, String message) {}

  /** Writes what is queued for a second at most, then ends. */
  @Override
  public void close() {}
}
