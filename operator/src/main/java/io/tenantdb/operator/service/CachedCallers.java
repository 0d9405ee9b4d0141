package io.tenantdb.operator.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps answers for a few seconds: so long does a right that was taken away last at most.
 *
 * <p>The cluster is never asked under a lock of the caches: their upkeep would wait for it on the
 * common pool, which on small machines has one thread, and the answer needs that thread. Of several
 * who ask the same at once each asks.
 */
final class CachedCallers implements Callers {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST = 10_000;

  private final Callers callers;
  private final Cache<String, Optional<Caller>> tokens;
  private final Cache<Question, Boolean> rights;

  CachedCallers(Callers callers, Ticker ticker) {
    this.callers = callers;
    tokens = cache(ticker);
    rights = cache(ticker);
  }

  private static <K, V> Cache<K, V> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(KEPT)
        .maximumSize(MOST)
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }

  private record Question(Caller caller, Right right, String asked) {}

  /** Whose token it is, if that was asked a moment ago and it was somebody's. */
  Optional<Caller> known(String token) {
    return Optional.ofNullable(tokens.getIfPresent(digest(token))).flatMap(answer -> answer);
  }

  @Override
  public Optional<Caller> whoIs(String token) {
    String digest = digest(token);
    Optional<Caller> known = tokens.getIfPresent(digest);
    if (known != null) {
      return known;
    }
    Optional<Caller> answer = callers.whoIs(token);
    tokens.put(digest, answer);
    return answer;
  }

  @Override
  public boolean may(Caller caller, Right right, String asked) {
    Question question = new Question(caller, right, asked);
    Boolean known = rights.getIfPresent(question);
    if (known != null) {
      return known;
    }
    boolean answer = callers.may(caller, right, asked);
    rights.put(question, answer);
    return answer;
  }

  /** Tokens themselves are not kept. */
  private static String digest(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
