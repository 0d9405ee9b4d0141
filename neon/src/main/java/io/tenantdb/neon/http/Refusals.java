package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns every answer but a good one into the closed set. Neon's {@code code} is often empty, so the
 * status decides and the words of the message only where one status means two things.
 */
final class Refusals {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final int LONGEST_QUOTE = 300;
  private static final Pattern PLAN_WORDS =
      Pattern.compile(
          "limit|quota|\\bplan\\b|subscription|upgrade|not allowed for your account|not available for",
          Pattern.CASE_INSENSITIVE);

  private final Clock clock;

  Refusals(Clock clock) {
    this.clock = clock;
  }

  NeonException of(NeonRequest request, Answer answer) {
    Optional<NeonError> error = NeonError.parse(answer.body());
    String what = describe(request, answer, error.orElse(null));
    return switch (answer.status()) {
      case 401 ->
          new NeonException.KeyRejected(what + " Check the API key: it is wrong or was revoked.");
      case 423 -> new NeonException.Locked(what);
      case 429 -> new NeonException.Throttled(what, wait(answer));
      case 503 -> new NeonException.Unavailable(what, null);
      default ->
          error
              .filter(
                  e -> answer.status() >= 400 && answer.status() < 500 && answer.status() != 408)
              .map(e -> refusal(answer.status(), e, what))
              .orElseGet(() -> lost(request, what, null));
    };
  }

  /** How long a 429 asks to wait. */
  Duration wait(Answer answer) {
    return RetryAfter.parse(answer.retryAfter(), clock).orElse(DEFAULT_WAIT);
  }

  /** Any 4xx in Neon's own words: nothing was done. */
  private static NeonException refusal(int status, NeonError error, String what) {
    return switch (status) {
      case 402 -> new NeonException.LimitReached(what);
      case 403 ->
          PLAN_WORDS.matcher(error.message()).find()
              ? new NeonException.LimitReached(what)
              : new NeonException.KeyRejected(what + " The API key lacks the right for this.");
      case 404, 410 -> new NeonException.NotFound(what);
      case 409 -> new NeonException.AlreadyExists(what);
      case 422 -> unprocessable(error, what);
      default -> new NeonException.Rejected(what);
    };
  }

  private static NeonException unprocessable(NeonError error, String what) {
    String message = error.message().toLowerCase(Locale.ROOT);
    if (message.contains("branch not ready yet")) {
      return new NeonException.Locked(what);
    }
    boolean limit =
        error.code().endsWith("_LIMIT_EXCEEDED")
            || message.contains("limit exceeded")
            || message.contains("exceeded the limit")
            || message.contains("quota")
            || message.contains("not allowed for your account");
    return limit ? new NeonException.LimitReached(what) : new NeonException.Rejected(what);
  }

  /**
   * True when Neon itself says that the thing asked for is not there, and not what it belongs to.
   * 412 is its answer about a password it does not store.
   */
  static boolean isAbsence(NeonRequest request, Answer answer) {
    boolean gone = answer.status() == 404 || answer.status() == 410;
    return (gone || (answer.status() == 412 && request.isRead()))
        && NeonError.parse(answer.body()).filter(e -> !blamesProject(request, e)).isPresent();
  }

  private static boolean blamesProject(NeonRequest request, NeonError error) {
    return request.arguments().size() > 1
        && error.message().toLowerCase(Locale.ROOT).startsWith("project");
  }

  NeonException noAnswer(NeonRequest request, NoAnswer failure) {
    Throwable cause = failure.getCause();
    String what =
        "%s got no answer (request %s): %s."
            .formatted(
                request.description(),
                failure.requestId(),
                cause == null ? "unknown" : cause.getClass().getSimpleName());
    return failure.sent() ? lost(request, what, cause) : new NeonException.Unavailable(what, cause);
  }

  NeonException unreadable(NeonRequest request, Answer answer, Unreadable problem) {
    String what =
        "%s answered %d (request %s), which cannot be read: %s."
            .formatted(
                request.description(), answer.status(), answer.requestId(), problem.getMessage());
    return lost(request, what, null);
  }

  private static NeonException lost(NeonRequest request, String what, @Nullable Throwable cause) {
    return request.isRead()
        ? new NeonException.Unavailable(what, cause)
        : new NeonException.OutcomeUnknown(
            what + " It may or may not have been done: look before repeating.", cause);
  }

  private static String describe(NeonRequest request, Answer answer, @Nullable NeonError error) {
    String quote = error == null ? "no error in Neon's format" : error.quote(LONGEST_QUOTE);
    return "%s answered %d (request %s): %s."
        .formatted(request.description(), answer.status(), answer.requestId(), quote);
  }
}
