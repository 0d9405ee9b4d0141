package io.tenantdb.sandbox.chaos;

import java.util.List;

/**
 * What the judge found in one respect.
 *
 * @param check what must be true
 * @param looked at how many things it was looked at; 0 means that it could not be
 * @param problems each thing of which it is not true
 */
record Verdict(String check, long looked, List<String> problems) {
  Verdict {
    problems = List.copyOf(problems);
  }

  boolean isPassed() {
    return problems.isEmpty();
  }
}
