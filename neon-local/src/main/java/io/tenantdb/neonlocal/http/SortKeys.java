package io.tenantdb.neonlocal.http;

import java.time.Instant;

/** Texts that sort as what they stand for. */
final class SortKeys {

  private SortKeys() {}

  static String of(Instant time, String id) {
    return padded(time.getEpochSecond(), 19) + '.' + padded(time.getNano(), 9) + ' ' + id;
  }

  static String of(String name, String id) {
    return name + '\0' + id;
  }

  /** Lists of thousands are sorted by these, so no formatter. */
  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(width - digits.length()) + digits;
  }
}
