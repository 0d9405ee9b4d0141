package io.tenantdb.sandbox.stores;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes down what the operator asks of neon-local; the test's own questions do not count. */
final class NeonCalls implements Filter {
  private static final String LIST_OF_A_PROJECT =
      "GET /projects/[^/]+/(branches|endpoints|operations)";

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusedAsLocked = new AtomicInteger();
  private final String keyOfTheTest;
  private volatile @Nullable Refusal refusal;

  private record Refusal(String method, String path, ApiException answer) {}

  NeonCalls(String keyOfTheTest) {
    this.keyOfTheTest = keyOfTheTest;
  }

  @Override
  public Response answer(Request request, Next next) throws Exception {
    boolean ofTheTest =
        request.headers().getOrDefault("authorization", "").endsWith(" " + keyOfTheTest);
    if (ofTheTest) {
      return next.answer(request);
    }
    calls.add(request.method() + " " + request.path());
    Refusal rule = refusal;
    if (rule != null
        && rule.method().equals(request.method())
        && request.path().matches(rule.path())) {
      throw rule.answer();
    }
    try {
      return next.answer(request);
    } catch (ApiException e) {
      if (e.status() == 423) {
        refusedAsLocked.incrementAndGet();
      }
      throw e;
    }
  }

  /** From now on such calls are refused; the path is a regular expression. */
  void refuse(String method, String path, ApiException answer) {
    refusal = new Refusal(method, path, answer);
  }

  void refuseNothing() {
    refusal = null;
  }

  /** Every call so far, as {@code METHOD /path}. */
  List<String> all() {
    return List.copyOf(calls);
  }

  /** How many calls of the method had a path that ends so. */
  long count(String method, String pathEnd) {
    return calls.stream()
        .filter(call -> call.startsWith(method + " ") && call.endsWith(pathEnd))
        .count();
  }

  /** How many calls came while the project was at work (423). */
  int refusedAsLocked() {
    return refusedAsLocked.get();
  }

  /** The calls after the first so many. */
  List<String> since(int count) {
    List<String> all = all();
    return all.subList(count, all.size());
  }

  /** Those of them that are not the lists of a project, which the patrol asks for when it likes. */
  List<String> besidesThePatrolsSince(int count) {
    return since(count).stream().filter(call -> !call.matches(LIST_OF_A_PROJECT)).toList();
  }

  /** Those of them that are more than one round of the patrol, which may fall into any while. */
  List<String> besidesARoundOfThePatrolSince(int count) {
    Set<String> round = new HashSet<>();
    return since(count).stream()
        .filter(call -> !(call.matches(LIST_OF_A_PROJECT) && round.add(call)))
        .toList();
  }
}
