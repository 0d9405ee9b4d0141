package io.tenantdb.sandbox.chaos;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the operator asked of Neon, and when, as neon-local wrote it down. */
final class JournalChecks {
  private static final int A_MINUTE = 700;
  private static final int A_SECOND = 40;
  private static final int KEY_END = 4;

  private final List<Call> calls;
  private final long overlaps;
  private final boolean isElecting;

  /**
   * Checks of calls.
   *
   * @param calls the operators', in any order
   * @param overlaps how many changes took effect while another was unfinished
   * @param isElecting whether one operator acts at a time; else two may have looked and then asked,
   *     and the later is told that the branch exists
   */
  JournalChecks(List<Call> calls, long overlaps, boolean isElecting) {
    this.calls = calls.stream().sorted(Comparator.comparing(Call::at)).toList();
    this.overlaps = overlaps;
    this.isElecting = isElecting;
  }

  /** Checks of what was asked with the operator's key. */
  static JournalChecks of(FaultDoor door, NeonTarget neon, boolean isElecting) {
    String key = neon.operatorKey();
    String end = key.substring(key.length() - KEY_END);
    List<Call> calls =
        door.journal().stream()
            .filter(call -> call.by().equals("api"))
            .filter(call -> call.key().isEmpty() || call.key().equals(end))
            .toList();
    return new JournalChecks(calls, door.statistics().path("overlaps").asLong(), isElecting);
  }

  List<Verdict> all() {
    return List.of(
        noPostRepeatedBlindly(),
        budget("budget of %d calls a minute".formatted(A_MINUTE), Duration.ofMinutes(1), A_MINUTE),
        budget("budget of %d calls a second".formatted(A_SECOND), Duration.ofSeconds(1), A_SECOND),
        oneChangeAtATime());
  }

  /** The most calls there were in any window of this length. */
  private int most(Duration window) {
    Deque<Instant> within = new ArrayDeque<>();
    int most = 0;
    for (Call call : calls) {
      within.add(call.at());
      while (within.getFirst().isBefore(call.at().minus(window))) {
        within.removeFirst();
      }
      most = Math.max(most, within.size());
    }
    return most;
  }

  private long refused(int status) {
    return calls.stream().filter(call -> call.status() == status).count();
  }

  private Verdict budget(String check, Duration window, int limit) {
    int most = most(window);
    return new Verdict(
        "%s: at most %d".formatted(check, most),
        calls.size(),
        most > limit ? List.of("there were %d".formatted(most)) : List.of());
  }

  /** A create that may have had an effect is not sent again before the project is looked at. */
  private Verdict noPostRepeatedBlindly() {
    Map<String, Call> unknown = new HashMap<>();
    List<String> problems = new ArrayList<>();
    int posts = 0;
    for (Call call : calls) {
      if (call.isGet()) {
        unknown.keySet().removeIf(thing -> tellsOf(call, thing));
      } else if (isCreate(call)) {
        posts++;
        String thing = call.path() + " " + call.branchName();
        Call before = unknown.get(thing);
        if (before != null && (isElecting || call.status() != HttpURLConnection.HTTP_CONFLICT)) {
          problems.add("%s was followed by %s without a look between".formatted(before, call));
        }
        if (!call.wasRefused()) {
          unknown.put(thing, call);
        }
      }
    }
    return new Verdict("no create repeated blindly", posts, problems);
  }

  private static boolean isCreate(Call call) {
    return call.method().equals("POST")
        && !call.branchName().isEmpty()
        && call.isBelowProject("/branches");
  }

  /** A list of the branches tells whether the branch is there. */
  private static boolean tellsOf(Call look, String thing) {
    String path = thing.substring(0, thing.indexOf(' '));
    return look.status() == 200 && (look.path().equals(path) || look.path().startsWith(path + "/"));
  }

  private Verdict oneChangeAtATime() {
    return new Verdict(
        "one change at a time in a project (%d times locked)".formatted(refused(423)),
        calls.size(),
        overlaps == 0 ? List.of() : List.of(overlaps + " changes while another was unfinished"));
  }
}
