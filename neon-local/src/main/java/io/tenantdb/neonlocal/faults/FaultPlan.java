package io.tenantdb.neonlocal.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is to go wrong with calls.
 *
 * @param seed of the random generators, of which each rule has one of its own
 */
public record FaultPlan(long seed, List<Rule> rules) {

  /** No rules is an empty list. */
  public FaultPlan(long seed, @Nullable List<Rule> rules) {
    this.seed = seed;
    this.rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return new FaultPlan(0, List.of());
  }

  /** These rules, with seed 0. */
  public static FaultPlan of(Rule... rules) {
    return new FaultPlan(0, List.of(rules));
  }
}
