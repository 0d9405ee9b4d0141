package io.tenantdb.connections;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Why the last attempt to open a connection failed, if it did. Thread-safe. */
final class LastFailure {
  /** A refusal is told to others for this long, instead of asking the server again for each. */
  private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private volatile @Nullable Failure failure;

  private record Failure(StoreUnavailableException why, long at) {}

  void clear() {
    failure = null;
  }

  void set(StoreUnavailableException why) {
    failure = new Failure(why, System.nanoTime());
  }

  /** Throws a failure that time does not mend, if there was one in the last second. */
  void throwIfFresh() throws StoreUnavailableException {
    throwIfAfter(System.nanoTime() - HOLDS_NANOS);
  }

  /** Throws a failure that time does not mend, if it is from after a {@link System#nanoTime}. */
  void throwIfAfter(long since) throws StoreUnavailableException {
    Failure last = failure;
    if (last != null && last.at() - since >= 0 && !last.why().isTransient()) {
      throw last.why().again();
    }
  }
}
