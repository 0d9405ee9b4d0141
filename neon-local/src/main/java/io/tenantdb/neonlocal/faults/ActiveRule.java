package io.tenantdb.neonlocal.faults;

import io.tenantdb.neonlocal.http.PathPattern;
import io.tenantdb.neonlocal.http.Request;
import java.util.Objects;
import java.util.Random;

/** A rule at work: how many calls it saw and hit. */
final class ActiveRule {

  private final Rule rule;
  private final PathPattern path;
  private final Random random;
  private int seen;
  private int hits;

  ActiveRule(Rule rule, long seed) {
    this.rule = rule;
    this.path = new PathPattern(rule.path() == null ? "**" : rule.path());
    this.random = new Random(seed);
  }

  Rule rule() {
    return rule;
  }

  synchronized int hits() {
    return hits;
  }

  /** Whether the call is hit; each call is asked of once. */
  synchronized boolean hits(Request request) {
    if (!fits(request)) {
      return false;
    }
    seen++;
    boolean hit =
        seen > rule.after()
            && (rule.times() == null || hits < rule.times())
            && random.nextDouble() < Objects.requireNonNull(rule.chance());
    if (hit) {
      hits++;
    }
    return hit;
  }

  private boolean fits(Request request) {
    return (rule.method() == null || rule.method().equalsIgnoreCase(request.method()))
        && path.fits(request.path());
  }

  /** A number from 0 to {@code most}. */
  synchronized long random(long most) {
    return most == 0 ? 0 : random.nextLong(most + 1);
  }

  /** A generator for the details of one hit. */
  synchronized Random fork() {
    return new Random(random.nextLong());
  }
}
