package io.tenantdb.neonlocal.http;

import java.time.Instant;

/** Texts that sort as what they stand for. */
final class SortKeys {

  private SortKeys() {}

  static String of(Instant time, String id) {
    return "%019d.%09d %s".formatted(time.getEpochSecond(), time.getNano(), id);
  }

  static String of(String name, String id) {
    return name + '\0' + id;
  }
}
