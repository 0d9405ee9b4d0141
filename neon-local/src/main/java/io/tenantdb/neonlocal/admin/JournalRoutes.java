package io.tenantdb.neonlocal.admin;

import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.PathPattern;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;
import io.tenantdb.neonlocal.journal.Call;
import io.tenantdb.neonlocal.journal.Journal;
import java.util.function.Predicate;

/** What was asked of the API. */
public final class JournalRoutes implements AdminRoutes {

  private static final int USUAL_LIMIT = 10_000;

  private final Journal journal;

  /** Serves this journal. */
  public JournalRoutes(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void addTo(Router router) {
    router.add("GET", "/journal", this::calls);
    router.add(
        "GET",
        "/journal/stats",
        request -> PlanJson.answer(journal.stats(number(request, "since", 0))));
  }

  private Response calls(Request request) {
    long since = number(request, "since", 0);
    int limit = (int) Math.min(Integer.MAX_VALUE, number(request, "limit", USUAL_LIMIT));
    return PlanJson.answer(journal.since(since, limit, wanted(request)));
  }

  private static Predicate<Call> wanted(Request request) {
    Predicate<Call> method =
        request
            .queried("method")
            .<Predicate<Call>>map(wanted -> call -> call.method().equalsIgnoreCase(wanted))
            .orElse(call -> true);
    Predicate<Call> path =
        request
            .queried("path")
            .map(PathPattern::new)
            .<Predicate<Call>>map(wanted -> call -> wanted.fits(call.path()))
            .orElse(call -> true);
    long status = number(request, "status", -1);
    return method.and(path).and(call -> status < 0 || call.status() == status);
  }

  private static long number(Request request, String name, long fallback) {
    return request.queried(name).map(text -> parsed(name, text)).orElse(fallback);
  }

  private static long parsed(String name, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(name + ": \"" + text + "\" is not a number from 0 on");
    }
    return Long.parseLong(text);
  }
}
