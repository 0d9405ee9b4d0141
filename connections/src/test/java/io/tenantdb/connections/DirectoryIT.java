package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** News of the registry that come while it is being asked. */
final class DirectoryIT {
  private static final TestPlatform platform = new TestPlatform();

  /** What happens between the registry's answer and its taking up. */
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private final Directory directory =
      new Directory(
          new Registry(
              platform.registryLogin().pool(),
              new ConnectionsListener() {
                @Override
                public void registryAsked(Duration took, boolean hasAnswered) {
                  meanwhile.getAndSet(() -> {}).run();
                }
              }),
          new HostNames(List.of(TestPlatform.DOMAIN)),
          host -> Optional.empty(),
          new Lookups<>(100, Duration.ofSeconds(5), Ticker.systemTicker()),
          new Lookups<>(100, Duration.ofSeconds(5), Ticker.systemTicker()));

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  private void hear(UUID organization) {
    try {
      directory.changed(Set.of(organization));
    } catch (StoreUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldReadAgainWhatChangedBeforeItWasKnown() throws Exception {
    // Given
    TestStore store = platform.newStore();
    meanwhile.set(
        () -> {
          platform.update(store, "status = 'suspended'");
          hear(store.organization());
        });
    assertThat(directory.store(store.organization()).status()).isEqualTo("active");

    // When
    Set<UUID> read = directory.changed(Set.of());

    // Then
    assertThat(read).containsExactly(store.organization());
    assertThat(directory.store(store.organization()).status()).isEqualTo("suspended");
  }

  @Test
  void shouldAskAgainUnderWhichNameAStoreIsWhenThatChangedMeanwhile() throws Exception {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    meanwhile.set(
        () -> {
          platform.update(one, "subdomain = null");
          platform.update(other, "subdomain = '%s'".formatted(one.label()));
          hear(one.organization());
        });
    assertThat(directory.organization(one.host())).isEqualTo(one.organization());

    // When
    directory.changed(Set.of());

    // Then
    assertThat(directory.organization(one.host())).isEqualTo(other.organization());
  }
}
