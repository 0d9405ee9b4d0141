package io.tenantdb.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The framework's controllers: first their caches fill, and only the process that leads goes on to
 * reconcile.
 *
 * <p>{@link Operator#start} is not used. It would reconcile at once, or else leave the election to
 * the framework, which in 5.3.2 stops to renew the lease while it waits for running passes and does
 * not give it back.
 */
final class Controllers implements LeaderWork {
  private final Operator operator;
  private final Duration grace;
  private final List<Controller<?>> controllers = new CopyOnWriteArrayList<>();
  private volatile boolean filled;

  /** Controllers of the operator, whose passes may take {@code grace} to end. */
  Controllers(Operator operator, Duration grace) {
    this.operator = operator;
    this.grace = grace;
  }

  <P extends HasMetadata> void add(
      Reconciler<P> reconciler, Consumer<ControllerConfigurationOverrider<P>> settings) {
    controllers.add((Controller<P>) operator.register(reconciler, settings));
  }

  /** Watches the cluster; the caches are filled when this returns. Nothing is written. */
  void fillCaches() {
    controllers.forEach(controller -> controller.start(false));
    filled = true;
  }

  /** Whether the caches were filled once. */
  boolean areFilled() {
    return filled;
  }

  /** Whether every watch is well. */
  boolean areHealthy() {
    return controllers.stream()
        .noneMatch(controller -> controller.getControllerHealthInfo().hasUnhealthyEventSources());
  }

  @Override
  public void onLeading() {
    controllers.forEach(Controller::startEventProcessing);
  }

  @Override
  public void onStopLeading() {
    controllers.forEach(Controller::stop);
    operator.getConfigurationService().getExecutorServiceManager().stop(grace);
  }
}
