package io.tenantdb.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconcileThreadsTest {
  @Test
  void shouldBeginWithTheNewestAndEveryFourthTimeWithTheOldest() throws Exception {
    // Given
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch allAreAsked = new CountDownLatch(1);
    ExecutorService threads = ReconcileThreads.of(1);
    threads.execute(() -> await(allAreAsked));

    // When
    for (int pass = 1; pass <= 6; pass++) {
      int number = pass;
      threads.execute(() -> begun.add(number));
    }
    allAreAsked.countDown();
    threads.shutdown();

    // Then
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(begun).containsExactly(6, 5, 4, 1, 3, 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
