package io.tenantdb.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.tenantdb.operator.cache.LeanSerialization;
import io.tenantdb.operator.config.ConfigurationException;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.leader.LeaderGate;
import io.tenantdb.operator.runtime.RunningOperator;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the operator until the process is told to end. */
@Command(
    name = "run",
    description = "Runs the operator until SIGTERM. Settings come from the environment.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
  private static final int BAD_CONFIGURATION = 78;
  private static final int LEADERSHIP_LOST = 75;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    OperatorConfig config;
    try {
      config = OperatorConfig.from(System.getenv());
    } catch (ConfigurationException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return BAD_CONFIGURATION;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    LeaderGate gate = new LeaderGate();
    try (KubernetesClient client = gate.guarded(clientBuilder());
        RunningOperator operator =
            RunningOperator.start(config, client, gate, Clock.systemUTC(), RunCommand::end)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended), "stop"));
      log.atDebug().addKeyValue("httpPort", operator.httpPort()).log("waiting for the end");
      stopped.await();
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private static KubernetesClientBuilder clientBuilder() {
    return new KubernetesClientBuilder().withKubernetesSerialization(new LeanSerialization());
  }

  /**
   * Another process may act already: no pass may go on, and nothing may be waited for. Kubernetes
   * starts this one anew.
   */
  private static void end(String why) {
    log.atError().log("the process ends with status {}: {}", LEADERSHIP_LOST, why);
    Runtime.getRuntime().halt(LEADERSHIP_LOST);
  }

  /** The JVM ends when this returns: not before everything is closed. */
  private static void stop(CountDownLatch stopped, CountDownLatch ended) {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
