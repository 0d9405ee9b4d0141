package io.tenantdb.neon.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}, as seconds or as an HTTP date. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  /**
   * The wait, never negative and at most ten minutes; empty when the header says nothing usable.
   */
  static Optional<Duration> parse(@Nullable String header, Clock clock) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      Duration wait =
          header.strip().matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header.strip()))
              : Duration.between(clock.instant(), date(header.strip()));
      return Optional.of(wait.isNegative() ? Duration.ZERO : shorter(wait, LONGEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant date(String header) {
    return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
