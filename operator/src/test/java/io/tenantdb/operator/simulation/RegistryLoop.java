package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.registry.TableMirror;
import java.util.UUID;
import java.util.stream.Collectors;

/** The thread of a process that writes the registry, as steps on the agenda. */
final class RegistryLoop {
  private static final long AUDIT = 600_000;

  private final World world;
  private final SimulatedOperator process;
  private final TableMirror registry;
  private boolean goingOn;

  RegistryLoop(World world, SimulatedOperator process) {
    this.world = world;
    this.process = process;
    this.registry = new TableMirror(world.registry);
  }

  TableMirror registry() {
    return registry;
  }

  void start() {
    registry.audit();
    registry.complete(
        process.stores().all().stream()
            .map(RegistryLoop::organizationOf)
            .collect(Collectors.toUnmodifiableSet()));
    goOn();
    audit();
  }

  void goOn() {
    if (!goingOn) {
      goingOn = true;
      world.agenda.in(world.registryDelay(), () -> process.live(this::write));
    }
  }

  private void write() {
    goingOn = false;
    if (world.isRegistryDown() || registry.write()) {
      goOn();
    }
  }

  private void audit() {
    world.agenda.in(
        AUDIT,
        () ->
            process.live(
                () -> {
                  registry.audit();
                  goOn();
                  audit();
                }));
  }

  private static UUID organizationOf(TenantDatabase store) {
    return UUID.fromString(store.getSpec().organizationId());
  }
}
