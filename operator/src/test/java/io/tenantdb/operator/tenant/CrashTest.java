package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Isolation;
import io.tenantdb.neon.Project;
import io.tenantdb.schema.DatabaseAddress;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies after the effect of a pass and before its status is written, at every pass of a
 * store's life; another starts with empty memory.
 */
final class CrashTest {
  private static final int PASSES = 6;
  private static final String NAME = "store-" + ORGANIZATION;

  private final World world = new World();

  @ParameterizedTest(name = "crash in pass {0}, Neon done before the restart: {1}")
  @MethodSource("crashes")
  void shouldEndWithOneBranchAndOneSecretWhereverItDies(int crashAt, boolean neonIsDone) {
    // Given
    world.put(store("acme"));

    // When
    dieIn(crashAt, neonIsDone);
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(NAME)).hasSize(1);
    assertThat(world.secrets.count()).isEqualTo(1);
    assertThat(opensItsDatabase()).isTrue();
  }

  @ParameterizedTest(name = "crash in pass {0}, Neon done before the restart: {1}")
  @MethodSource("crashes")
  void shouldEndWithOneProjectWhereverItDiesWhenEachStoreHasItsOwn(
      int crashAt, boolean neonIsDone) {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated"));

    // When
    dieIn(crashAt, neonIsDone);
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.everyProject().stream().map(Project::name)).containsOnlyOnce(NAME);
    assertThat(opensItsDatabase()).isTrue();
  }

  @ParameterizedTest(name = "crash in pass {0}, Neon done before the restart: {1}")
  @MethodSource("crashes")
  void shouldEndWithOneBranchWhenEvenTheWholeStatusIsLost(int crashAt, boolean neonIsDone) {
    // Given
    world.put(store("acme"));

    // When
    dieIn(crashAt, neonIsDone);
    world.store("acme").setStatus(null);
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(NAME)).hasSize(1);
    assertThat(opensItsDatabase()).isTrue();
  }

  @ParameterizedTest(name = "crash in pass {0}, Neon done before the restart: {1}")
  @MethodSource("crashes")
  void shouldEndSuspendedWhereverItDiesWhenStoreIsMadeSuspended(int crashAt, boolean neonIsDone) {
    // Given
    world.put(store("acme").suspended(true));

    // When
    dieIn(crashAt, neonIsDone);
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Suspended");
    assertThat(world.neon.branchesNamed(NAME)).hasSize(1);
  }

  private static Stream<Arguments> crashes() {
    return IntStream.rangeClosed(1, PASSES)
        .boxed()
        .flatMap(pass -> Stream.of(Arguments.of(pass, true), Arguments.of(pass, false)));
  }

  private void dieIn(int crashAt, boolean neonIsDone) {
    for (int pass = 1; pass < crashAt; pass++) {
      world.pass("acme");
      world.passTime();
    }
    world.passWithoutWriting("acme");
    if (neonIsDone) {
      world.neon.finishOperations();
    }
    world.restart();
  }

  private boolean opensItsDatabase() {
    DatabaseAddress address =
        DatabaseAddress.parse(world.secrets.credentials("acme-connection").direct().reveal());
    return world.neon.isPasswordOf(address.user(), address.password(), address.host());
  }
}
