package io.tenantdb.neon.lanes;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a lane, and what has to happen until it moves on. {@code who} is null once the one it
 * belonged to is forgotten.
 */
sealed interface Turn<W> {
  @Nullable W who();

  /** Nobody. */
  record Free<W>() implements Turn<W> {
    @Override
    public @Nullable W who() {
      return null;
    }
  }

  /** Woken and expected. */
  record Reserved<W>(W who, Instant until) implements Turn<W> {}

  /** Inside: may be sending its change at this moment. */
  record Held<W>(W who, Instant until) implements Turn<W> {}

  /** Its change is sent and Neon works on it. */
  record Working<W>(@Nullable W who, Set<String> operations, Instant since, SentChange sent)
      implements Turn<W> {}

  /**
   * Something goes on in the project that we don't know by id: after a 423, or after a lost answer.
   *
   * @param notBefore observations asked earlier than this prove nothing
   * @param keepsPlace true after a 423: nothing was done and {@code who} tries again first
   */
  record Blocked<W>(@Nullable W who, Instant notBefore, boolean keepsPlace, Instant since)
      implements Turn<W> {}
}
