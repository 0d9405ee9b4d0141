package io.tenantdb.connections;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers by key. However many threads ask for one, one of them asks the question and the others
 * wait for its answer. What there is is kept until somebody says otherwise; that there is nothing
 * is kept briefly; a question that failed is not. Thread-safe.
 */
final class Lookups<K, V> {
  private final AsyncCache<K, Optional<V>> answers;

  /** Those of whom it is known that there is nothing. Apart, since only they need the time. */
  private final Cache<K, Boolean> absent;

  /** A question whose answer may be that there is nothing. */
  @FunctionalInterface
  interface Question<K, V> {
    Optional<V> ask(K key) throws StoreUnavailableException;
  }

  /**
   * No answers yet.
   *
   * @param most how many are kept; those not asked for lately go first
   * @param absence how long it is kept that there is nothing
   */
  Lookups(long most, Duration absence, Ticker ticker) {
    answers = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).buildAsync();
    absent =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(absence)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** The answer, asked for if it is not known. */
  Optional<V> find(K key, Question<K, V> question) throws StoreUnavailableException {
    CompletableFuture<Optional<V>> known = answers.getIfPresent(key);
    if (known != null && isOver(key, known)) {
      answers.asMap().remove(key, known);
      known = null;
    }
    if (known == null) {
      CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
      known = answers.asMap().putIfAbsent(key, mine);
      if (known == null) {
        return answer(key, question, mine);
      }
    }
    return isAnswered(known) ? known.join() : await(known);
  }

  private boolean isOver(K key, CompletableFuture<Optional<V>> known) {
    return isAnswered(known) && known.join().isEmpty() && absent.getIfPresent(key) == null;
  }

  private Optional<V> answer(K key, Question<K, V> question, CompletableFuture<Optional<V>> mine)
      throws StoreUnavailableException {
    try {
      Optional<V> answer = question.ask(key);
      if (answer.isEmpty()) {
        absent.put(key, true);
      }
      mine.complete(answer);
      return answer;
    } catch (StoreUnavailableException | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      // Nobody waits for ever, whatever was thrown.
      mine.cancel(false);
    }
  }

  private static <V> Optional<V> await(CompletableFuture<Optional<V>> others)
      throws StoreUnavailableException {
    try {
      return others.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailable("Interrupted while the registry was being asked.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailableException why) {
        throw why.again();
      }
      throw new RegistryUnavailable(
          String.valueOf(e.getCause() == null ? null : e.getCause().getMessage()), e);
    }
  }

  /** The answer if it is known that there is something. */
  @Nullable V known(K key) {
    CompletableFuture<Optional<V>> answer = answers.getIfPresent(key);
    return answer != null && isAnswered(answer) ? answer.join().orElse(null) : null;
  }

  /** From now on there is nothing; who waits for an older question gets that one's answer. */
  void putNothing(K key) {
    absent.put(key, true);
    answers.put(key, CompletableFuture.completedFuture(Optional.empty()));
  }

  /**
   * From now on this is the answer, unless the one that is known is newer.
   *
   * @param newer the newer of two
   */
  void put(K key, V answer, BinaryOperator<V> newer) {
    answers
        .asMap()
        .compute(
            key,
            (same, known) ->
                CompletableFuture.completedFuture(
                    Optional.of(
                        known != null && isAnswered(known)
                            ? known.join().map(old -> newer.apply(old, answer)).orElse(answer)
                            : answer)));
  }

  /** The keys that are known or being asked for. */
  List<K> keys() {
    return List.copyOf(answers.asMap().keySet());
  }

  boolean has(K key) {
    return answers.asMap().containsKey(key);
  }

  void forget(K key) {
    answers.synchronous().invalidate(key);
  }

  void forgetAll() {
    answers.synchronous().invalidateAll();
  }

  /** Forgets all answers of which this is so, and all questions that are under way. */
  void forgetIf(BiPredicate<K, Optional<V>> isOutdated) {
    answers
        .asMap()
        .entrySet()
        .removeIf(
            entry ->
                !isAnswered(entry.getValue())
                    || isOutdated.test(entry.getKey(), entry.getValue().join()));
  }

  private static boolean isAnswered(CompletableFuture<?> answer) {
    return answer.isDone() && !answer.isCompletedExceptionally();
  }
}
