package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.edit;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.views.ProjectViews;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is known of a project when a store in it has no place there any more. */
final class LostPlacesTest {
  private final World world = new World();
  private final ProjectViews views = new ProjectViews(world.clock);
  private final LostPlaces places = new LostPlaces(world.fleet, views);

  LostPlacesTest() {
    world.put(store("acme").deletionPolicy(DeletionPolicy.Retain));
    world.run("acme");
    look();
    world.neon.calls().forget();
  }

  @Test
  void shouldListTheProjectAnewWhenAStatusWasLost() {
    // Given
    TenantDatabase before = world.store("acme");

    // When
    places.changed(before, edit(before).status(null).build());
    look();

    // Then
    assertThat(lists()).isEqualTo(1);
  }

  @Test
  void shouldListTheProjectAnewWhenARetainedStoreIsGone() {
    // When
    places.gone(world.store("acme"));
    look();

    // Then
    assertThat(lists()).isEqualTo(1);
  }

  @Test
  void shouldTrustTheViewWhenTheBranchWentWithItsStore() {
    // When
    places.gone(edit(world.store("acme")).deletionPolicy(DeletionPolicy.Delete).build());
    look();

    // Then
    assertThat(lists()).isZero();
  }

  @Test
  void shouldTrustTheViewWhenTheStoreKeepsItsPlace() {
    // Given
    TenantDatabase before = world.store("acme");

    // When
    places.changed(before, edit(before).compute(0.5, 2.0, null).build());
    look();

    // Then
    assertThat(lists()).isZero();
  }

  private void look() {
    views.view(World.PROJECT, world.neon, Duration.ofHours(1));
  }

  private long lists() {
    return world.neon.calls().count("branches");
  }
}
