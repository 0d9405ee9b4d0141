package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Priority;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a lane, and what has to happen until it moves on. {@code who} is null once the one it
 * belonged to is forgotten.
 */
sealed interface Turn<W> {
  @Nullable W who();

  /** Since when something at Neon has to end before the lane moves on; empty if nothing has. */
  default Optional<Instant> awaitsNeonSince() {
    return Optional.empty();
  }

  /** The same, but the one it belonged to is forgotten if only Neon has to do with it now. */
  default Turn<W> ofNobody() {
    return this;
  }

  /** Nobody. */
  record Free<W>() implements Turn<W> {
    @Override
    public @Nullable W who() {
      return null;
    }
  }

  /** Woken and expected. */
  record Reserved<W>(W who, Instant until) implements Turn<W> {}

  /**
   * Inside: may be sending its change at this moment.
   *
   * @param priority with which it came
   * @param since when what it wants was asked for
   */
  record Held<W>(W who, Instant until, Priority priority, Instant since) implements Turn<W> {}

  /** Nobody yet: there is no room for a call. Somebody more urgent may find some before. */
  record Resting<W>(Instant until) implements Turn<W> {
    @Override
    public @Nullable W who() {
      return null;
    }
  }

  /** Its change is sent and Neon works on it. */
  record Working<W>(@Nullable W who, Set<String> operations, Instant since, SentChange sent)
      implements Turn<W> {
    @Override
    public Optional<Instant> awaitsNeonSince() {
      return Optional.of(since);
    }

    @Override
    public Turn<W> ofNobody() {
      return new Working<>(null, operations, since, sent);
    }
  }

  /**
   * Something goes on in the project that we don't know by id: after a 423, or after a lost answer.
   *
   * @param notBefore observations asked earlier than this prove nothing
   * @param keepsPlace true after a 423: nothing was done and {@code who} tries again first
   */
  record Blocked<W>(@Nullable W who, Instant notBefore, boolean keepsPlace, Instant since)
      implements Turn<W> {
    @Override
    public Optional<Instant> awaitsNeonSince() {
      return Optional.of(since);
    }

    @Override
    public Turn<W> ofNobody() {
      return new Blocked<>(null, notBefore, false, since);
    }
  }
}
