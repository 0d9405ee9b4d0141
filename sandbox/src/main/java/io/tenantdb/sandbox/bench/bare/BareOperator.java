package io.tenantdb.sandbox.bench.bare;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bare reconciler as a process of its own. */
public final class BareOperator {
  /** Logged when its caches are filled and it reconciles. */
  public static final String STARTED = "bare operator started";

  private static final Logger log = LoggerFactory.getLogger(BareOperator.class);
  private static final int THREADS = 16;

  private BareOperator() {}

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) throws InterruptedException {
    KubernetesClient client = new KubernetesClientBuilder().build();
    Operator operator =
        new Operator(
            settings ->
                settings.withKubernetesClient(client).withConcurrentReconciliationThreads(THREADS));
    operator.register(new BareReconciler());
    operator.installShutdownHook(java.time.Duration.ofSeconds(5));
    operator.start();
    log.info(STARTED);
    new CountDownLatch(1).await();
  }
}
