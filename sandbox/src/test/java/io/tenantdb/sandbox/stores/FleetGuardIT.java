package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody removes a whole fleet, as a bad commit does that is applied by a machine. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetGuardIT {
  private static final int MAX = 5;
  private static final Pattern ALLOW_ALL =
      Pattern.compile("kubectl (annotate tenantdatabaseclass .*?)\\. ");
  private static final Pattern CONFIRM =
      Pattern.compile("kubectl (annotate tenantdatabase \\S+ -n .*?)\\. ");

  private StoreWorld world;

  @BeforeAll
  void aPlatformWhoseClassLetsFiveGoInAnHour(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldKeepAFleetThatIsRemovedAtOnceUntilAPersonLetsItGo() throws Exception {
    // Given
    Classes guarded = guarded("guarded");
    List<String> fleet = fleet(guarded, "shop", 12);
    List<NeonLocation> places = fleet.stream().map(world.stores()::location).toList();
    int callsBefore = world.calls().all().size();

    // When
    fleet.forEach(world.stores()::delete);

    // Then
    fleet.forEach(store -> world.stores().awaitCondition(store, "False", Reason.DeletionHeld));
    assertThat(places).allMatch(this::branchExists);
    for (String store : fleet) {
      assertThat(world.stores().open(store).query("select 1")).containsExactly("1");
    }
    assertThat(world.calls().besidesThePatrolsSince(callsBefore))
        .as("asked of Neon meanwhile")
        .isEmpty();

    // When
    world.stopOperator();
    world.startOperator();
    String confirmed = fleet.getFirst();
    run(CONFIRM, message(confirmed));

    // Then
    world.stores().awaitGone(confirmed);
    fleet.stream()
        .skip(1)
        .forEach(store -> world.stores().awaitCondition(store, "False", Reason.DeletionHeld));

    // When
    run(ALLOW_ALL, message(fleet.getLast()));

    // Then
    fleet.forEach(world.stores()::awaitGone);
    for (int i = 0; i < fleet.size(); i++) {
      assertThat(branchExists(places.get(i))).as(fleet.get(i)).isEqualTo(i % 2 == 1);
    }
    // The cluster's garbage collector takes the Secrets, when it comes to it.
    await().atMost(Duration.ofSeconds(30)).until(() -> fleet.stream().noneMatch(this::hasSecret));
  }

  @Test
  void shouldLetAFewGoAndRememberThemWhenTheOperatorStartsAgain() {
    // Given
    Classes guarded = guarded("few");
    List<String> fleet = fleet(guarded, "few", MAX + 1);
    List<String> few = fleet.subList(0, MAX);
    few.forEach(world.stores()::delete);
    few.forEach(world.stores()::awaitGone);

    // When
    world.stopOperator();
    world.startOperator();
    world.stores().delete(fleet.getLast());

    // Then
    String message = world.stores().awaitCondition(fleet.getLast(), "False", Reason.DeletionHeld);
    assertThat(message).contains("1 wait", MAX + " went");
  }

  private Classes guarded(String name) {
    return world.classes(name).apply(ClassTerms.usual().withDeletionGuard(MAX)).awaitReady();
  }

  /** Ready stores, of which every second is to be retained. */
  private List<String> fleet(Classes tenantClass, String name, int count) {
    List<String> fleet = IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    for (int i = 0; i < count; i++) {
      TenantDatabaseSpec spec = Specs.inClass(tenantClass).apply(world.stores().spec(name + i));
      DeletionPolicy policy = i % 2 == 0 ? DeletionPolicy.Delete : DeletionPolicy.Retain;
      world.stores().create(fleet.get(i), Specs.policy(policy).apply(spec));
    }
    fleet.forEach(world.stores()::awaitReady);
    return fleet;
  }

  private String message(String store) {
    return world.stores().awaitCondition(store, "False", Reason.DeletionHeld);
  }

  /** Does what the message says. */
  private void run(Pattern command, String message) {
    Matcher found = command.matcher(message);
    assertThat(found.find()).as(message).isTrue();
    world.cluster().kubectl().run(found.group(1).split(" "));
  }

  private boolean branchExists(NeonLocation place) {
    return world
        .account()
        .branch(requireNonNull(place.projectId()), requireNonNull(place.branchId()))
        .isPresent();
  }

  private boolean hasSecret(String store) {
    return world.stores().findSecret(store + "-connection").isPresent();
  }
}
