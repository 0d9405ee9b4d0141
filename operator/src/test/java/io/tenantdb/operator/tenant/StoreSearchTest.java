package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.operator.fleet.StoreSample;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store whose database was kept, and that comes again where its class would not look for it. */
final class StoreSearchTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @BeforeEach
  void aStoreWasKeptThatClassStandardMade() {
    world.put(store("acme").ofClass("standard"));
    world.run("acme");
    world.deleteUntilGone("acme");
    world.neon.calls().forget();
    world.restart();
  }

  @Test
  void shouldNotMakeAStoreAnewThatAnotherClassKept() {
    // Given
    otherClass();
    world.put(store("again").ofClass("other"));

    // When
    world.pass("again");

    // Then
    assertThat(world.ready("again")).isEqualTo("False/DatabaseElsewhere");
    assertThat(message("again")).contains("project p1", "class standard", "spec.className");
    assertThat(world.status("again").neon()).isNull();
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldUseTheKeptDatabaseWhenItsClassIsNamed() {
    // Given
    otherClass();
    world.put(store("again").ofClass("other"));
    world.pass("again");

    // When
    world.edit("again", sample -> sample.ofClass("standard"));
    world.run("again");

    // Then
    assertThat(world.ready("again")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldNotGiveAStoreAProjectOfItsOwnWhenAnotherClassKeptIt() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("again").ofClass("isolated"));

    // When
    world.pass("again");

    // Then
    assertThat(world.ready("again")).isEqualTo("False/DatabaseElsewhere");
  }

  @Test
  void shouldNotMakeABranchOfAStoreThatHasAProjectOfItsOwn() {
    // Given
    String organization = "7b6f2c1e-0000-4000-8000-000000000002";
    world.fleet.put(
        tenantClass("isolated")
            .isolation(Isolation.Project)
            .status(new TenantDatabaseClassStatus(1L, "6", List.of(), List.of(), List.of()))
            .build());
    world.put(store("own").organization(organization).ofClass("isolated"));
    world.run("own");
    world.deleteUntilGone("own");

    // When
    world.put(store("own-again").organization(organization).ofClass("standard"));
    world.pass("own-again");

    // Then
    assertThat(world.ready("own-again")).isEqualTo("False/DatabaseElsewhere");
    assertThat(message("own-again")).contains("class isolated");
  }

  @Test
  void shouldLookInTheProjectsThatItsClassListedBefore() {
    // Given
    String template = world.addReadyProject("p2");
    world.fleet.put(
        tenantClass("standard")
            .project("p2", "aws-eu-central-1", null)
            .status(
                new TenantDatabaseClassStatus(
                    2L,
                    "6",
                    List.of(
                        new ProjectStatus("p2", template, "6", true, true, null),
                        new ProjectStatus("p1", world.templateId(), "6", true, false, "former")),
                    List.of(),
                    List.of()))
            .build());
    world.put(store("again").ofClass("standard"));

    // When
    world.pass("again");

    // Then
    assertThat(world.ready("again")).isEqualTo("False/DatabaseElsewhere");
    assertThat(message("again")).contains("List the project in spec.projects");
  }

  @Test
  void shouldMakeNothingWhileAnotherClassCannotBeLookedAt() {
    // Given
    world.fleet.put(
        tenantClass("hidden").readyProject("p9", "aws-eu-central-1", null, "br-9").build());
    world.put(newcomer());

    // When
    world.pass("newcomer");

    // Then
    assertThat(world.ready("newcomer")).startsWith("Unknown/");
    assertThat(message("newcomer")).contains("Class hidden", "can't be looked at");
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldNotWaitForAClassThatNeverWorked() {
    // Given
    world.fleet.put(tenantClass("mistyped").project("p9", "aws-eu-central-1", null).build());
    world.put(newcomer());

    // When
    world.run("newcomer");

    // Then
    assertThat(world.ready("newcomer")).isEqualTo("True/AsDesired");
  }

  private void otherClass() {
    String template = world.addReadyProject("p2");
    world.neon.calls().forget();
    world.fleet.put(
        tenantClass("other").readyProject("p2", "aws-eu-central-1", null, template).build());
  }

  private static StoreSample newcomer() {
    return store("newcomer")
        .organization("7b6f2c1e-0000-4000-8000-000000000003")
        .ofClass("standard");
  }

  private String message(String name) {
    return world.condition(name, ConditionType.Ready).getMessage();
  }
}
