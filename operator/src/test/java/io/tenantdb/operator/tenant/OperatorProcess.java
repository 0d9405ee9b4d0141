package io.tenantdb.operator.tenant;

import io.tenantdb.neon.lanes.OperationsWatch;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.BackoffTimes;
import io.tenantdb.operator.status.Rechecks;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** All that an operator keeps in memory, so that a test can throw it away. */
final class OperatorProcess {
  final Set<Waiter> woken = new HashSet<>();
  final OperationsWatch<Waiter> watch;
  final StorePasses passes;
  final Patrol patrol;

  OperatorProcess(World world) {
    ProjectViews views = new ProjectViews(world.clock);
    ProjectLanes<Waiter> lanes = new ProjectLanes<>(world.clock, woken::add);
    ProjectChanges changes = new ProjectChanges(lanes, views);
    watch = new OperationsWatch<>(lanes, changes::accountOf, views::settled, 10, world.clock);
    passes =
        new StorePasses(
            new StorePasses.Doors(
                world.fleet,
                world.secrets,
                tenantClass -> world.account(),
                tenantClass -> world.sealer(),
                world.databases,
                world.schemas,
                views,
                changes,
                new OwnerMark(World.INSTALLATION),
                world.registry,
                world.classRecords,
                world.events,
                new Rechecks(new BackoffTimes(new Random(1))),
                world.templates,
                world.timesToReady::add,
                woken::add,
                world.clock));
    patrol = passes.patrol(woken::add, Duration.ofSeconds(45));
  }
}
