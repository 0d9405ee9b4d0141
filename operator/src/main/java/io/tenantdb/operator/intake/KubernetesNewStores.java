package io.tenantdb.operator.intake;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.cluster.BriefCalls;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cluster. Its own rules for a TenantDatabase decide what is refused, and in which words. */
public final class KubernetesNewStores implements NewStores {
  private static final int INVALID = 422;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KubernetesClient client;

  /** The cluster of this client. */
  public KubernetesNewStores(KubernetesClient client) {
    this.client = BriefCalls.of(client, PATIENCE);
  }

  @Override
  public Made create(TenantDatabase database) {
    try {
      return new Made.Store(client.resource(database).create());
    } catch (KubernetesClientException e) {
      return afterFailure(database, e);
    }
  }

  private Made afterFailure(TenantDatabase database, KubernetesClientException failure) {
    String namespace = database.getMetadata().getNamespace();
    return switch (failure.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT -> found(database, failure);
      case INVALID, HttpURLConnection.HTTP_BAD_REQUEST -> new Made.Refused(sentence(failure));
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new Made.NotHere(
              "The namespace %s does not exist: create it, or name another in the class's intake."
                  .formatted(namespace));
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Made.NotHere(
              "The cluster lets the operator make no TenantDatabase in namespace %s (%s): if it lacks the right, set the chart's intake.enabled, or apply install/intake.yaml."
                  .formatted(namespace, sentence(failure)));
      default -> throw failure;
    };
  }

  private Made found(TenantDatabase database, KubernetesClientException conflict) {
    TenantDatabase there = client.resource(database).get();
    if (there == null) {
      throw conflict;
    }
    return new Made.Store(there);
  }

  private static String sentence(KubernetesClientException failure) {
    Optional<Status> status = Optional.ofNullable(failure.getStatus());
    List<StatusCause> causes =
        status.map(Status::getDetails).map(StatusDetails::getCauses).orElse(List.of());
    return causes.isEmpty()
        ? status.map(Status::getMessage).orElse("HTTP " + failure.getCode())
        : causes.stream()
            .map(cause -> "%s: %s".formatted(cause.getField(), cause.getMessage()))
            .collect(Collectors.joining("; "));
  }
}
