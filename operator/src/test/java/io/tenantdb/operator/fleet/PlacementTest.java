package io.tenantdb.operator.fleet;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.Placement.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  private static final String HERE = "eu-central-1";

  private final FakeFleet fleet = new FakeFleet();
  private final Map<String, Integer> load = new HashMap<>();
  private final Placement placement =
      new Placement(fleet, project -> load.getOrDefault(project, 0));

  @Test
  void shouldChooseTheProjectWithTheMostRoom() {
    // Given
    TenantDatabaseClass two = twoProjects(10, 10);
    place("other", "p1");

    // When
    Place place = placement.choose("uid", HERE, two);

    // Then
    assertThat(place).isEqualTo(new Place.In("p2"));
  }

  @Test
  void shouldChooseTheProjectWhereFewestWaitThoughAnotherHasMoreRoom() {
    // Given
    TenantDatabaseClass two = twoProjects(10, 10);
    place("other", "p1");
    load.put("p2", 1);

    // When
    Place place = placement.choose("uid", HERE, two);

    // Then
    assertThat(place).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldSpreadStoresThatNoCacheShowsYet() {
    // Given
    TenantDatabaseClass two = twoProjects(10, 10);

    // When
    List<Place> places =
        List.of(placement.choose("uid-1", HERE, two), placement.choose("uid-2", HERE, two));

    // Then
    assertThat(places).containsExactlyInAnyOrder(new Place.In("p1"), new Place.In("p2"));
  }

  @Test
  void shouldNotGiveTheLastPlaceTwice() {
    // Given
    TenantDatabaseClass one = tenantClass("c").readyProject("p1", HERE, 1, "br-t").build();
    placement.choose("uid-1", HERE, one);

    // When
    Place place = placement.choose("uid-2", HERE, one);

    // Then
    assertThat(place).isEqualTo(new Place.NoRoom(List.of("p1")));
  }

  @Test
  void shouldGiveTheSameAnswerAgain() {
    // Given
    TenantDatabaseClass two = twoProjects(10, 10);
    Place first = placement.choose("uid-1", HERE, two);
    place("other", ((Place.In) first).projectId());

    // When
    Place again = placement.choose("uid-1", HERE, two);

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void shouldGiveTheLastPlaceToTheOneThatHoldsIt() {
    // Given
    TenantDatabaseClass one = tenantClass("c").readyProject("p1", HERE, 1, "br-t").build();
    placement.choose("uid-1", HERE, one);

    // When
    Place again = placement.choose("uid-1", HERE, one);

    // Then
    assertThat(again).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldGiveThePlaceToAnotherWhenItsHolderIsGone() {
    // Given
    TenantDatabaseClass one = tenantClass("c").readyProject("p1", HERE, 1, "br-t").build();
    placement.choose("uid-1", HERE, one);
    placement.forget("uid-1");

    // When
    Place place = placement.choose("uid-2", HERE, one);

    // Then
    assertThat(place).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldCountStoreOnceWhenTheCacheShowsIt() {
    // Given
    TenantDatabaseClass one = tenantClass("c").readyProject("p1", HERE, 2, "br-t").build();
    placement.choose("uid-of-acme", HERE, one);
    place("acme", "p1");

    // When
    Place place = placement.choose("uid-2", HERE, one);

    // Then
    assertThat(place).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldTake1000AsRoomWhenTheClassDoesNotSay() {
    // Given
    TenantDatabaseClass two =
        tenantClass("c")
            .readyProject("p1", HERE, null, "br-t1")
            .readyProject("p2", HERE, 999, "br-t2")
            .build();

    // When
    Place place = placement.choose("uid", HERE, two);

    // Then
    assertThat(place).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldTakeNeonsNameOfRegionForTheSame() {
    // Given
    TenantDatabaseClass aws =
        tenantClass("c").readyProject("p1", "aws-eu-central-1", null, "br-t").build();

    // When
    Place place = placement.choose("uid", HERE, aws);

    // Then
    assertThat(place).isEqualTo(new Place.In("p1"));
  }

  @Test
  void shouldSayWhichRegionsAreOfferedWhenNoneFits() {
    // Given
    TenantDatabaseClass two =
        tenantClass("c")
            .readyProject("p1", "aws-us-east-2", null, "br-t")
            .readyProject("p2", "ap-southeast-1", null, "br-t")
            .build();

    // When
    Place place = placement.choose("uid", HERE, two);

    // Then
    assertThat(place).isEqualTo(new Place.RegionNotOffered(List.of("ap-southeast-1", "us-east-2")));
  }

  @Test
  void shouldWaitWhenNoProjectIsReady() {
    // Given
    TenantDatabaseClass notReady = tenantClass("c").project("p1", HERE, null).build();

    // When
    Place place = placement.choose("uid", HERE, notReady);

    // Then
    assertThat(place).isEqualTo(new Place.NotReady(List.of("p1")));
  }

  @Test
  void shouldUseReadyProjectWhenAnotherIsNot() {
    // Given
    TenantDatabaseClass mixed =
        tenantClass("c").project("p1", HERE, 5000).readyProject("p2", HERE, 1, "br-t").build();

    // When
    Place place = placement.choose("uid", HERE, mixed);

    // Then
    assertThat(place).isEqualTo(new Place.In("p2"));
  }

  @Test
  void shouldKnowTemplateOfReadyProjectsOnly() {
    // Given
    TenantDatabaseClass mixed =
        tenantClass("c").project("p1", HERE, 5000).readyProject("p2", HERE, 1, "br-t").build();

    // Then
    assertThat(Placement.templateOf("p1", mixed)).isEmpty();
    assertThat(Placement.templateOf("p2", mixed)).contains("br-t");
  }

  private static TenantDatabaseClass twoProjects(int room, int otherRoom) {
    return tenantClass("c")
        .readyProject("p1", HERE, room, "br-t1")
        .readyProject("p2", HERE, otherRoom, "br-t2")
        .build();
  }

  private void place(String name, String projectId) {
    NeonLocation location =
        new NeonLocation(projectId, null, "store-x", null, null, null, null, null);
    fleet.put(
        store(name)
            .status(
                new TenantDatabaseStatus(
                    1L, null, null, null, location, null, null, null, null, null, null, List.of()))
            .build());
  }
}
