package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call: room in the budget, the request, repeats if it is a read, translation of what went
 * wrong. A change is sent once, whatever happens.
 */
final class NeonCaller {
  private static final Logger log = LoggerFactory.getLogger(HttpNeonApi.class);

  private final Transport transport;
  private final RequestBudget budget;
  private final NeonCalls calls;
  private final Duration deadline;
  private final Repeats repeats;
  private final Pause pause;
  private final Clock clock;
  private final Refusals refusals;

  NeonCaller(
      Transport transport,
      RequestBudget budget,
      NeonCalls calls,
      Duration deadline,
      Repeats repeats,
      Pause pause,
      Clock clock) {
    this.transport = transport;
    this.budget = budget;
    this.calls = calls;
    this.deadline = deadline;
    this.repeats = repeats;
    this.pause = pause;
    this.clock = clock;
    this.refusals = new Refusals(clock);
  }

  /** The answer in our words. */
  <T> T send(NeonRequest request, Priority priority, Function<JsonPart, T> shape) {
    return read(request, answer(request, priority), shape);
  }

  /**
   * The same; empty when Neon says the thing is not there, or that there is nothing to say (204).
   */
  <T> Optional<T> find(NeonRequest request, Priority priority, Function<JsonPart, T> shape) {
    Answer answer = answer(request, priority);
    boolean absent = answer.status() == 204 || Refusals.isAbsence(request, answer);
    return absent ? Optional.empty() : Optional.of(read(request, answer, shape));
  }

  private <T> T read(NeonRequest request, Answer answer, Function<JsonPart, T> shape) {
    if (!answer.isSuccess()) {
      throw refusals.of(request, answer);
    }
    try {
      return shape.apply(JsonPart.parse(answer.body()));
    } catch (Unreadable e) {
      throw refusals.unreadable(request, answer, e);
    }
  }

  private Answer answer(NeonRequest request, Priority priority) {
    return switch (settle(request, priority)) {
      case Attempt.Answered(Answer answer) -> answer;
      case Attempt.Unanswered(NoAnswer failure) -> throw refusals.noAnswer(request, failure);
    };
  }

  /** The last attempt after all repeats. */
  private Attempt settle(NeonRequest request, Priority priority) {
    Instant end = clock.instant().plus(deadline);
    for (int sent = 0; ; sent++) {
      Attempt attempt = attempt(request, priority, Duration.between(clock.instant(), end));
      Optional<Duration> wait = repeats.waitAfter(request, attempt, sent, end);
      if (wait.isEmpty()) {
        return attempt;
      }
      log.atWarn()
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.template())
          .addKeyValue("status", attempt.status())
          .addKeyValue("wait", wait.get())
          .log("Neon could not answer; asking again");
      pause(wait.get(), request);
    }
  }

  private Attempt attempt(NeonRequest request, Priority priority, Duration patience) {
    budget.take(priority);
    calls.begins();
    Instant start = clock.instant();
    Attempt attempt = sendOnce(request, patience);
    report(request, priority, attempt.status(), Duration.between(start, clock.instant()));
    if (attempt instanceof Attempt.Answered(Answer answer) && answer.status() == 429) {
      budget.closeFor(refusals.wait(answer));
      log.atWarn()
          .addKeyValue("wait", refusals.wait(answer))
          .log("Neon's rate limit is reached although our budget had room; no calls for a while");
    }
    return attempt;
  }

  private Attempt sendOnce(NeonRequest request, Duration patience) {
    try {
      return new Attempt.Answered(transport.send(request, patience));
    } catch (NoAnswer failure) {
      return new Attempt.Unanswered(failure);
    }
  }

  private void report(NeonRequest request, Priority priority, int status, Duration took) {
    log.atDebug()
        .addKeyValue("method", request.method())
        .addKeyValue("path", request.template())
        .addKeyValue("status", status)
        .addKeyValue("millis", took.toMillis())
        .log("Neon call");
    calls.ended(new NeonCalls.Call(request.method(), request.template(), priority, status, took));
  }

  private void pause(Duration wait, NeonRequest request) {
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NeonException.Unavailable(
          request.description() + " was given up: the thread was interrupted.", e);
    }
  }
}
