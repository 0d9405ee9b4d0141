package io.tenantdb.neonlocal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls of clients, summed up. What people do in the console is not in it, but for overlaps.
 *
 * @param calls how many of each kind, by method, route and status
 * @param total how many in all
 * @param mostInAMinute most calls that came in any 60 seconds
 * @param mostInASecond most calls that came in any second
 * @param locked how many were told 423
 * @param throttled how many were told 429
 * @param overlaps changes of a project that succeeded while another operation of the project was
 *     unfinished all the while; never any, if the lock holds
 * @param next what to ask for as {@code since} to go on
 * @param lost how many calls are no longer known and not in it
 */
public record Stats(
    List<Kind> calls,
    long total,
    int mostInAMinute,
    int mostInASecond,
    long locked,
    long throttled,
    long overlaps,
    long next,
    long lost) {

  /** Calls that are alike. */
  public record Kind(String method, String template, int status, long count) {}

  static Stats of(Journal.Excerpt excerpt) {
    List<Call> api = excerpt.calls().stream().filter(call -> call.by().equals("api")).toList();
    List<Instant> times = api.stream().map(Call::at).sorted().toList();
    return new Stats(
        kinds(api),
        api.size(),
        mostIn(Duration.ofMinutes(1), times),
        mostIn(Duration.ofSeconds(1), times),
        count(api, 423),
        count(api, 429),
        excerpt.calls().stream().filter(Call::overlapping).count(),
        excerpt.next(),
        excerpt.lost());
  }

  private static long count(List<Call> calls, int status) {
    return calls.stream().filter(call -> call.status() == status).count();
  }

  private static List<Kind> kinds(List<Call> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(Stats::key, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(
            alike -> {
              Call one = alike.getFirst();
              return new Kind(one.method(), template(one), one.status(), alike.size());
            })
        .toList();
  }

  private static String key(Call call) {
    return Stream.of(template(call), call.method(), String.valueOf(call.status()))
        .collect(Collectors.joining(" "));
  }

  private static String template(Call call) {
    return Optional.ofNullable(call.template()).orElse("(no route)");
  }

  /** Most times in any half-open window of this length; the times are sorted. */
  static int mostIn(Duration window, List<Instant> times) {
    int most = 0;
    int first = 0;
    for (int i = 0; i < times.size(); i++) {
      while (!times.get(i).isBefore(times.get(first).plus(window))) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }
}
