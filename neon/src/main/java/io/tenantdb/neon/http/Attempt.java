package io.tenantdb.neon.http;

import java.util.Optional;

/** What one sending came to: an answer, good or bad, or none. */
sealed interface Attempt {
  record Answered(Answer answer) implements Attempt {}

  record Unanswered(NoAnswer failure) implements Attempt {}

  /** True if the same read may well succeed a moment later. */
  default boolean isWorthRepeating() {
    return switch (this) {
      case Answered(Answer answer) -> answer.status() >= 500;
      case Unanswered _ -> true;
    };
  }

  /** What the answer says about when to repeat. */
  default Optional<String> retryAfter() {
    return this instanceof Answered(Answer answer)
        ? Optional.ofNullable(answer.retryAfter())
        : Optional.empty();
  }

  /** 0 without an answer. */
  default int status() {
    return this instanceof Answered(Answer answer) ? answer.status() : 0;
  }
}
