package io.tenantdb.sandbox.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Names of stores. */
final class Names {
  private Names() {}

  /** PREFIX-000000 and so on. */
  static List<String> of(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> "%s-%06d".formatted(prefix, i)).toList();
  }
}
