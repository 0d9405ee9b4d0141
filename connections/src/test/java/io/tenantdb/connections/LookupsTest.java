package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LookupsTest {
  private static final Duration ABSENCE = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private final Lookups<String, Integer> lookups = new Lookups<>(100, ABSENCE, nanos::get);
  private final AtomicInteger asked = new AtomicInteger();

  private Optional<Integer> find(String key, Optional<Integer> answer) throws Exception {
    return lookups.find(
        key,
        unused -> {
          asked.incrementAndGet();
          return answer;
        });
  }

  @Test
  void shouldKeepWhatThereIs() throws Exception {
    // Given
    find("a", Optional.of(1));
    nanos.addAndGet(Duration.ofDays(100).toNanos());

    // When
    Optional<Integer> again = find("a", Optional.of(2));

    // Then
    assertThat(again).contains(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldKeepOnlyBrieflyThatThereIsNothing() throws Exception {
    // Given
    find("a", Optional.empty());

    // When
    nanos.addAndGet(ABSENCE.minusMillis(1).toNanos());
    Optional<Integer> soon = find("a", Optional.of(1));
    nanos.addAndGet(Duration.ofMillis(2).toNanos());
    Optional<Integer> later = find("a", Optional.of(1));

    // Then
    assertThat(soon).isEmpty();
    assertThat(later).contains(1);
  }

  @Test
  void shouldNotKeepAFailure() throws Exception {
    // Given
    RegistryUnavailable failure = new RegistryUnavailable("away", new IllegalStateException());
    assertThatThrownBy(
            () ->
                lookups.find(
                    "a",
                    key -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    // Then
    assertThat(find("a", Optional.of(1))).contains(1);
  }

  @Test
  void shouldNotLetAnOlderAnswerReplaceANewerOne() throws Exception {
    // Given
    lookups.put("a", 2, Math::max);

    // When
    lookups.put("a", 1, Math::max);

    // Then
    assertThat(find("a", Optional.empty())).contains(2);
  }

  @Test
  void shouldNotKeepTheAnswerOfAQuestionThatWasOvertaken() throws Exception {
    // When
    Optional<Integer> old =
        lookups.find(
            "a",
            key -> {
              lookups.put("a", 2, Math::max);
              return Optional.of(1);
            });

    // Then
    assertThat(old).contains(1);
    assertThat(find("a", Optional.empty())).contains(2);
  }

  @Test
  void shouldTellWhoWaitsWhyTheQuestionFailedByAnExceptionOfItsOwn() throws Exception {
    // Given
    NotFound failure = new NotFound("two of them");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<Integer>> first =
          threads.submit(
              () ->
                  lookups.find(
                      "a",
                      key -> {
                        asked.incrementAndGet();
                        pause();
                        throw failure;
                      }));
      while (asked.get() == 0) {
        Thread.onSpinWait();
      }

      // Then
      assertThatThrownBy(() -> find("a", Optional.of(1)))
          .isInstanceOf(NotFound.class)
          .hasMessage("two of them")
          .hasCause(failure)
          .isNotSameAs(failure);
      assertThatThrownBy(first::get).cause().isSameAs(failure);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
