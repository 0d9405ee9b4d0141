package io.tenantdb.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;

/** For whoever has a deadline of their own: fabric8 repeats a call that fails for minutes. */
public final class BriefCalls {
  private BriefCalls() {}

  /** The same client, whose calls are sent once and given up after {@code patience}. */
  public static KubernetesClient of(KubernetesClient client, Duration patience) {
    return client
        .newClient(
            new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestTimeout(Math.toIntExact(patience.toMillis()))
                .withRequestRetryBackoffLimit(0)
                .build())
        .adapt(KubernetesClient.class);
  }
}
