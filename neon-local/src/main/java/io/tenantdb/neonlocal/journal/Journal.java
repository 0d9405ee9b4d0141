package io.tenantdb.neonlocal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest calls; older ones make room. Safe for use by many threads. */
public final class Journal {

  /**
   * Some calls.
   *
   * @param calls oldest first
   * @param next what to ask for as {@code since} to go on
   * @param lost how many calls after the asked-for {@code since} had made room already
   */
  public record Excerpt(List<Call> calls, long next, long lost) {}

  private final @Nullable Call[] ring;
  private long last;

  /** Keeps this many calls. */
  public Journal(int size) {
    this.ring = new Call[size];
  }

  synchronized void add(Call call) {
    last++;
    ring[index(last)] = call.numbered(last);
  }

  /** The number of the newest call; 0 before the first. */
  public synchronized long last() {
    return last;
  }

  /** All calls that are kept, oldest first. */
  public List<Call> calls() {
    return since(0, Integer.MAX_VALUE, call -> true).calls();
  }

  /** Calls with a number beyond {@code since} that are wanted, at most {@code limit}. */
  public synchronized Excerpt since(long since, int limit, Predicate<Call> wanted) {
    long oldest = Math.max(1, last - ring.length + 1);
    long from = Math.max(since + 1, oldest);
    List<Call> found = new ArrayList<>();
    long seq = from;
    for (; seq <= last && found.size() < limit; seq++) {
      Call call = ring[index(seq)];
      if (call != null && wanted.test(call)) {
        found.add(call);
      }
    }
    return new Excerpt(found, Math.max(since, seq - 1), Math.max(0, from - Math.max(0, since) - 1));
  }

  /** What the calls with a number beyond {@code since} sum up to. */
  public Stats stats(long since) {
    return Stats.of(since(since, Integer.MAX_VALUE, call -> true));
  }

  private int index(long seq) {
    return (int) (seq % ring.length);
  }
}
