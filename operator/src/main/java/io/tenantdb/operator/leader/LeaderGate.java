package io.tenantdb.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Lets no change of the cluster out of a process that does not lead, whoever in it asks for one: a
 * process that was held up for long goes on where it was, and notices only then that another leads.
 * Let through are Leases, questions that have to be posted, and new TenantDatabases: every process
 * may be asked for a store, and their names make that twice is once.
 */
public final class LeaderGate {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final List<String> LET_THROUGH =
      List.of(
          "/apis/coordination.k8s.io/",
          "/apis/authentication.k8s.io/",
          "/apis/authorization.k8s.io/");
  private static final String NEW_STORE = "POST";
  private static final String STORES = "/tenantdatabases";

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

  private static boolean isKeptBack(String method, String path) {
    boolean isNewStore = method.equals(NEW_STORE) && path.endsWith(STORES);
    return !READING.contains(method)
        && !isNewStore
        && LET_THROUGH.stream().noneMatch(path::startsWith);
  }

  private final class Guard implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (isKeptBack(request.method(), request.uri().getPath()) && !mayAct.getAsBoolean()) {
        throw new KubernetesClientException(
            "Nothing was sent: this process does not lead (%s %s)."
                .formatted(request.method(), request.uri().getPath()));
      }
    }
  }
}
