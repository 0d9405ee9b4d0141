package io.tenantdb.neonlocal.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When something goes wrong, and what.
 *
 * @param name shown in the journal
 * @param method null: any
 * @param path a {@link io.tenantdb.neonlocal.http.PathPattern} without the base path; null: any
 * @param chance of each call that fits, from 0 to 1
 * @param after how many calls that fit are left alone first
 * @param times how many calls are hit at most; null: no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
    String name,
    @Nullable String method,
    @Nullable String path,
    @Nullable Double chance,
    int after,
    @Nullable Integer times,
    Fault fault) {

  /** Refuses what makes no sense; a rule without a name is called {@code fault}. */
  public Rule {
    name = name == null || name.isEmpty() ? "fault" : name;
    chance = chance == null ? 1.0 : chance;
    Wrong.unlessShare("chance", chance);
    Wrong.unless(after >= 0, "after must not be negative");
    Wrong.unless(times == null || times >= 0, "times must not be negative");
    Wrong.unless(fault != null, "fault is missing");
  }

  /** Hits every call of a method and path. */
  public static Rule of(String name, String method, String path, Fault fault) {
    return new Rule(name, method, path, 1.0, 0, null, fault);
  }

  /** The same rule, hitting this many calls at most. */
  public Rule times(int most) {
    return new Rule(name, method, path, chance, after, most, fault);
  }

  /** The same rule, leaving this many calls alone first. */
  public Rule after(int first) {
    return new Rule(name, method, path, chance, first, times, fault);
  }

  /** The same rule, hitting each call by chance. */
  public Rule chance(double share) {
    return new Rule(name, method, path, share, after, times, fault);
  }
}
