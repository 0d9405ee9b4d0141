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

/** Keeps answers for a few seconds: so long does a right that was taken away last at most. */
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
    return Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).ticker(ticker).build();
  }

  private record Question(Caller caller, Right right, String asked) {}

  /** Whose token it is, if that was asked a moment ago and it was somebody's. */
  Optional<Caller> known(String token) {
    return Optional.ofNullable(tokens.getIfPresent(digest(token))).flatMap(answer -> answer);
  }

  @Override
  public Optional<Caller> whoIs(String token) {
    return tokens.get(digest(token), key -> callers.whoIs(token));
  }

  @Override
  public boolean may(Caller caller, Right right, String asked) {
    return rights.get(
        new Question(caller, right, asked), question -> callers.may(caller, right, asked));
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
