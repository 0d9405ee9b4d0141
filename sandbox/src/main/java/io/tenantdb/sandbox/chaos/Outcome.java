package io.tenantdb.sandbox.chaos;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * How a campaign ended.
 *
 * @param deeds how often each kind of thing was done
 * @param hits how often Neon's faults hit, by kind; empty when it has no door for faults
 */
record Outcome(
    CampaignTerms terms,
    List<Verdict> verdicts,
    Map<String, Integer> deeds,
    Map<String, Long> hits,
    int kills,
    long seconds) {
  private static final int SHOWN = 8;

  Outcome {
    verdicts = List.copyOf(verdicts);
  }

  boolean isPassed() {
    return verdicts.stream().allMatch(Verdict::isPassed);
  }

  void print(PrintWriter out) {
    out.println();
    out.printf("%-58s %7s %9s%n", "what must be true", "looked", "problems");
    for (Verdict verdict : verdicts) {
      out.printf("%-58s %7d %9d%n", verdict.check(), verdict.looked(), verdict.problems().size());
      verdict.problems().stream().limit(SHOWN).forEach(problem -> out.println("    " + problem));
    }
    out.println();
    out.printf("%-58s %7s%n", "what was done", "times");
    deeds.forEach((kind, times) -> out.printf("%-58s %7d%n", kind, times));
    hits.forEach((fault, times) -> out.printf("%-58s %7d%n", "Neon: " + fault, times));
    out.println();
    out.printf(
        "%s: seed %d, %d stores at a time, %d kills, %d s of trouble (%.1f kills a minute)%n",
        isPassed() ? "PASSED" : "FAILED",
        terms.seed(),
        terms.stores(),
        kills,
        seconds,
        kills * 60.0 / Math.max(1, seconds));
    out.flush();
  }
}
