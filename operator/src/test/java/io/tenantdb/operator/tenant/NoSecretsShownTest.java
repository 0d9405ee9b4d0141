package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.schema.SchemaFailures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that people or logs can see holds a password that Neon ever made. */
final class NoSecretsShownTest {
  private final World world = new World();
  private final List<String> shown = new ArrayList<>();

  @Test
  void shouldShowNoPasswordInTheWholeLifeOfStore() {
    // Given
    world.put(
        store("acme")
            .secret("acme-connection", Format.ServiceBinding)
            .deletionPolicy(DeletionPolicy.Delete));

    // When
    world.databases.fail(SchemaFailures.accessRefused());
    live(4);
    world.databases.heal();
    live(8);
    world.edit("acme", sample -> sample.suspended(true));
    live(3);
    show(world.secrets.credentials("acme-connection"));
    for (int i = 0; i < 4; i++) {
      world.deletionPass("acme").ifPresent(this::show);
      world.passTime();
    }

    // Then
    world.events.all().forEach(this::show);
    assertThat(world.neon.everyPassword()).hasSizeGreaterThan(2);
    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).doesNotContain(world.neon.everyPassword()));
  }

  @Test
  void shouldShowNoCredentialsWhenTheyArePrinted() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    StoreCredentials credentials = world.secrets.credentials("acme-connection");

    // Then
    assertThat(credentials.toString())
        .doesNotContain(world.neon.everyPassword())
        .contains("acme-connection");
  }

  private void live(int passes) {
    for (int i = 0; i < passes; i++) {
      show(world.pass("acme"));
      world.registry.entries().forEach(this::show);
      show(world.store("acme"));
      world.passTime();
    }
  }

  private void show(Object object) {
    shown.add(object.toString());
  }
}
