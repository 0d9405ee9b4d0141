package io.tenantdb.kubectl.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long something is ago, as kubectl writes it. */
public final class Age {
  private static final int TWO = 2;
  private static final int EXACT_MINUTES = 10;
  private static final int EXACT_HOURS = 8;
  private static final int EXACT_DAYS = 8;

  private Age() {}

  /** A time of the Kubernetes API; nothing when there is none, or it is no time. */
  public static Optional<Instant> time(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The time that passed, for example {@code 3d4h}; {@code 0s} where clocks disagree. */
  public static String between(Instant from, Instant to) {
    return of(Duration.between(from, to));
  }

  /** The same of a duration. */
  public static String of(Duration duration) {
    Duration passed = duration.isNegative() ? Duration.ZERO : duration;
    if (passed.toMinutes() < TWO) {
      return passed.toSeconds() + "s";
    }
    if (passed.toHours() < TWO) {
      boolean isExact = passed.toMinutes() < EXACT_MINUTES && passed.toSecondsPart() > 0;
      return passed.toMinutes() + "m" + (isExact ? passed.toSecondsPart() + "s" : "");
    }
    if (passed.toDays() < TWO) {
      boolean isExact = passed.toHours() < EXACT_HOURS && passed.toMinutesPart() > 0;
      return passed.toHours() + "h" + (isExact ? passed.toMinutesPart() + "m" : "");
    }
    boolean isExact = passed.toDays() < EXACT_DAYS && passed.toHoursPart() > 0;
    return passed.toDays() + "d" + (isExact ? passed.toHoursPart() + "h" : "");
  }
}
