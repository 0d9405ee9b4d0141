package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.RegistryEntry.State;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How values of an entry look in columns that hold less: the row can be no more exact than these.
 */
final class Columns {
  private static final long MEGABYTE = 1L << 20;

  private Columns() {}

  /** Whole megabytes (2^20 bytes), rounded up, so that only an unmeasured database has none. */
  static int megabytes(@Nullable Long bytes) {
    return bytes == null ? 0 : Math.clamp(Math.ceilDiv(bytes, MEGABYTE), 0, Integer.MAX_VALUE);
  }

  static long bytes(int megabytes) {
    return megabytes * MEGABYTE;
  }

  static String status(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static State state(String status) {
    return State.valueOf(status.toUpperCase(Locale.ROOT));
  }
}
