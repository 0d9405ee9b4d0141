package io.tenantdb.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Lets no change of the cluster out of a process that does not lead, whoever in it asks for one: a
 * process that was held up for long goes on where it was, and notices only then that another leads.
 * Leases are let through.
 */
public final class LeaderGate {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String LEASES = "/apis/coordination.k8s.io/";

  private volatile BooleanSupplier mayAct = () -> true;

  /** A client of which every change passes this gate. */
  public KubernetesClient guarded(KubernetesClientBuilder builder) {
    return builder
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("leader-gate", new Guard()))
        .build();
  }

  /** From now on changes are let out only while {@code mayAct} says so. */
  public void closeUnless(BooleanSupplier mayAct) {
    this.mayAct = mayAct;
  }

  private final class Guard implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      boolean isChange =
          !READING.contains(request.method()) && !request.uri().getPath().startsWith(LEASES);
      if (isChange && !mayAct.getAsBoolean()) {
        throw new KubernetesClientException(
            "Nothing was sent: this process does not lead (%s %s)."
                .formatted(request.method(), request.uri().getPath()));
      }
    }
  }
}
