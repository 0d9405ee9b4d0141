package io.tenantdb.kubectl.cluster;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was seen of something that is worth a look but not needed: not being there and not being
 * allowed to look are different.
 */
public sealed interface Sight<T> {

  /** It was looked at. */
  record Seen<T>(T value) implements Sight<T> {}

  /** It could not be looked at. */
  record Hidden<T>(ExitStatus status, String why) implements Sight<T> {

    /** The reason; these words when the caller has not the right, which is common. */
    public String because(String withoutRight) {
      return status == ExitStatus.FORBIDDEN ? withoutRight : "could not be read: " + why;
    }
  }

  /** Looks, and tells why not when that is refused. */
  static <T> Sight<T> of(Supplier<T> look) {
    try {
      return new Seen<>(look.get());
    } catch (PluginException e) {
      return new Hidden<>(e.status(), e.sentence());
    }
  }

  /** What was seen. */
  default Optional<T> seen() {
    return this instanceof Seen<T> seen ? Optional.of(seen.value()) : Optional.empty();
  }
}
