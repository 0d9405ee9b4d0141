package io.tenantdb.operator.simulation;

/** What happens to the operator's process and to the registry, besides death in a pass. */
final class Accidents {
  private final World world;
  private final Chance chance;

  Accidents(World world, long seed) {
    this.world = world;
    this.chance = new Chance(seed, "accidents");
  }

  /** Plans what happens within so many milliseconds. */
  void plan(long horizon) {
    if (world.faults.registryDown > 0) {
      for (int i = chance.below(3); i >= 0; i--) {
        world.agenda.in(chance.between(0, horizon), this::registryOutage);
      }
    }
    if (world.faults.rivals > 0) {
      for (int i = chance.below(4); i >= 0; i--) {
        world.agenda.in(chance.skewed(0, horizon), this::rivalry);
      }
    }
  }

  private void registryOutage() {
    world.setRegistryDown(true);
    if (chance.in(0.3)) {
      world.registry.clear();
    }
    world.agenda.in(chance.skewed(1_000, 600_000), () -> world.setRegistryDown(false));
  }

  /** A second leader before the first has noticed that it is none any more. */
  private void rivalry() {
    if (world.operators().size() != 1 || world.faults.rivals == 0) {
      return;
    }
    SimulatedOperator old = world.operators().getFirst();
    world.startOperator();
    world.agenda.in(chance.skewed(100, 20_000), () -> old.die("replaced by another leader"));
  }
}
