package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Under which name the registry has a store, when several resources name one subdomain. */
final class SubdomainTest {
  private static final String YOUNGER = "7b6f2c1e-0000-4000-8000-000000000002";

  private final World world = new World();

  SubdomainTest() {
    world.put(store("elder").servedUnder("acme"));
    world.run("elder");
    world.clock.advance(Duration.ofMinutes(1));
    world.put(
        store("younger")
            .uid("uid-younger")
            .organization(YOUNGER)
            .createdAt(world.clock.instant().toString())
            .servedUnder("acme"));
    world.run("younger");
  }

  @Test
  void shouldServeOnlyTheOlderStoreUnderIt() {
    // Then
    assertThat(world.registry.entry(ORGANIZATION).subdomain()).isEqualTo("acme");
    assertThat(world.registry.entry(YOUNGER).subdomain()).isNull();
  }

  @Test
  void shouldMakeTheYoungerReadyAndSayWhoHasItsName() {
    // Then
    assertThat(world.ready("younger")).isEqualTo("True/AsDesired");
    assertThat(world.events.reasons()).containsOnlyOnce("SubdomainTaken");
  }

  @Test
  void shouldServeTheYoungerOnceTheOlderHasAnotherName() {
    // When
    world.rename("elder", "acme-old");
    world.run("elder");

    // Then
    assertThat(world.isWoken("younger")).isTrue();
    world.pass("younger");
    assertThat(world.registry.entry(YOUNGER).subdomain()).isEqualTo("acme");
  }
}
