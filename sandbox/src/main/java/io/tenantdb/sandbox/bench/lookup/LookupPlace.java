package io.tenantdb.sandbox.bench.lookup;

import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.operator.registry.RegistryAccess;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.registry.RegistryMirror;
import io.tenantdb.operator.registry.RegistryPace;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A registry with stores, written by the operator's own mirror, and connections that know them all.
 */
final class LookupPlace implements AutoCloseable {
  static final String DOMAIN = "example.com";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EmbeddedPostgres postgres;
  private final TenantConnections connections;
  private final List<UUID> organizations;

  LookupPlace(int stores) {
    organizations = IntStream.range(0, stores).mapToObj(i -> UUID.randomUUID()).toList();
    Clock clock = Clock.systemUTC();
    Keyring keyring = Keyring.generate(clock);
    try {
      postgres = EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
    publish(url, new Sealer(keyring), clock);
    connections =
        TenantConnections.builder()
            .registry(url, "postgres", "unused")
            .keyring(keyring)
            .baseDomain(DOMAIN)
            .build();
    learn();
  }

  private void publish(String url, Sealer sealer, Clock clock) {
    try (RegistryMirror mirror =
        RegistryMirror.start(
            new RegistryAccess(url, "postgres", "unused", "tenantdb_service"),
            "bench",
            RegistryPace.auditing(PATIENCE),
            clock)) {
      for (int i = 0; i < organizations.size(); i++) {
        mirror.publish(entry(i, organizations.get(i), sealer));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!mirror.health().connected() || mirror.health().pending() > 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("The registry was not written in time.");
        }
        Thread.onSpinWait();
      }
    }
  }

  private static RegistryEntry entry(int number, UUID organization, Sealer sealer) {
    String uri = "postgresql://app:secret@ep-%d-pooler.example.net/shop".formatted(number);
    return new RegistryEntry(
        organization,
        label(number),
        "project",
        "br-" + number,
        "ep-" + number,
        sealer.seal(uri, organization).jwe(),
        "eu-central-1",
        State.ACTIVE,
        null,
        List.of());
  }

  private void learn() {
    try {
      for (int i = 0; i < organizations.size(); i++) {
        connections.forHost(host(i));
      }
    } catch (StoreUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String label(int number) {
    return "store-" + number;
  }

  static String host(int number) {
    return label(number) + "." + DOMAIN;
  }

  TenantConnections connections() {
    return connections;
  }

  List<UUID> organizations() {
    return organizations;
  }

  @Override
  public void close() {
    connections.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
