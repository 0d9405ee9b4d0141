package io.tenantdb.neon.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fleet in a few projects on a simulated clock, where everything that can go wrong does: locks,
 * lost answers, operations that never end, waiters that die or come late, observations that are
 * old.
 */
class ProjectLanesInvariantsTest {
  private static final int ACTORS = 40;
  private static final int CHANGES_EACH = 4;
  private static final List<String> PROJECTS = List.of("p1", "p2", "p3");
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private final MutableClock clock = new MutableClock();
  private final Set<String> woken = new LinkedHashSet<>();
  private final ProjectLanes<String> lanes = new ProjectLanes<>(clock, woken::add);

  private final Map<String, Integer> left = new LinkedHashMap<>();
  private final Map<String, Instant> ended = new HashMap<>();
  private final Map<String, Map<String, Instant>> running = new HashMap<>();
  private final List<Runnable> late = new ArrayList<>();
  private int operations;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldNeverHaveTwoInAProjectAndServeEverybodyInTheEnd(long seed) {
    // Given
    Random random = new Random(seed);
    PROJECTS.forEach(project -> running.put(project, new LinkedHashMap<>()));
    for (int i = 0; i < ACTORS; i++) {
      left.put("actor-" + i, CHANGES_EACH);
      woken.add("actor-" + i);
    }

    // When
    for (int step = 0; step < 200_000 && !everybodyIsServed(); step++) {
      clock.advance(Duration.ofMillis(random.nextInt(300)));
      endOperations(random);
      watch(random);
      letOneAct(random);
    }

    // Then
    assertThat(left.values()).as("changes still to make").containsOnly(0);
  }

  private boolean everybodyIsServed() {
    return left.values().stream().allMatch(changes -> changes == 0);
  }

  /** Only the woken come: nobody asks by itself, so one whose wake-up is lost stays unserved. */
  private void letOneAct(Random random) {
    if (woken.isEmpty() || random.nextInt(10) < 3) {
      return;
    }
    String who = new ArrayList<>(woken).get(random.nextInt(woken.size()));
    woken.remove(who);
    if (left.getOrDefault(who, 0) == 0) {
      return;
    }
    String project = projectOf(who);
    Priority priority = PRIORITIES.get(Math.floorMod(who.hashCode(), PRIORITIES.size()));
    if (lanes.enter(project, who, priority) instanceof Entry.Granted) {
      assertThat(running.get(project)).as("operations that go on in " + project).isEmpty();
      change(project, who, random);
    }
  }

  private void change(String project, String who, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> {
        lanes.leave(project, who);
        woken.add(who);
      }
      case 1 -> lanes.locked(project, who);
      case 2 -> {
        if (random.nextBoolean()) {
          start(project);
          made(who);
        }
        lanes.unknown(project, who);
      }
      case 3 -> {} // Its thread dies: no report.
      default -> {
        made(who);
        List<Operation> started = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          started.add(Ops.running(start(project), clock.instant()));
        }
        lanes.sent(project, who, started);
      }
    }
  }

  private void made(String who) {
    left.merge(who, -1, Integer::sum);
  }

  private String start(String project) {
    String id = "operation-" + operations++;
    running.computeIfAbsent(project, p -> new LinkedHashMap<>()).put(id, clock.instant());
    return id;
  }

  private void endOperations(Random random) {
    for (Map<String, Instant> going : running.values()) {
      for (String id : new HashSet<>(going.keySet())) {
        if (random.nextInt(8) == 0) {
          going.remove(id);
          ended.put(id, clock.instant());
        }
      }
    }
  }

  private void watch(Random random) {
    lanes.expire();
    List<Runnable> arriving = new ArrayList<>(late);
    late.clear();
    arriving.forEach(Runnable::run);
    for (String project : lanes.awaited()) {
      Runnable observation = observation(project);
      if (random.nextInt(3) == 0) {
        late.add(observation);
      } else {
        observation.run();
      }
    }
  }

  /** What Neon says now, to be told to the lanes now or later. */
  private Runnable observation(String project) {
    Instant askedAt = clock.instant();
    List<Operation> recent = new ArrayList<>();
    running
        .getOrDefault(project, Map.of())
        .forEach((id, since) -> recent.add(Ops.running(id, since)));
    ended.forEach((id, at) -> recent.add(Ops.done(id, at)));
    return () -> lanes.observed(project, recent, askedAt);
  }

  private static String projectOf(String who) {
    return PROJECTS.get(Math.floorMod(who.hashCode() / 7, PROJECTS.size()));
  }
}
