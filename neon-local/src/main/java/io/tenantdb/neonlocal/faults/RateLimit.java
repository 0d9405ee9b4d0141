package io.tenantdb.neonlocal.faults;

import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Neon's rate limit: so many calls a minute for the account, and so many a second for each route
 * (https://neon.com/docs/reference/api-reference, "API rate limiting"). Calls beyond it are
 * answered with 429 and count for nothing.
 */
public final class RateLimit implements Filter {

  /**
   * How many calls are taken.
   *
   * @param perMinute in any 60 seconds; 0: no limit
   * @param perSecond of one method and route in any second; 0: no limit
   */
  public record Most(int perMinute, int perSecond) {}

  private final Most most;
  private final Clock clock;
  private final Window account;
  private final Map<String, Window> routes = new HashMap<>();

  /** Takes this many calls. */
  public RateLimit(Most most, Clock clock) {
    this.most = most;
    this.clock = clock;
    this.account = new Window(most.perMinute(), Duration.ofMinutes(1));
  }

  @Override
  public Response answer(Request request, Next next) throws Exception {
    Optional<Duration> wait = take(request);
    if (wait.isEmpty()) {
      return next.answer(request);
    }
    request.notes().addFault("rate limit");
    return Throttling.refusal(request, (int) wait.get().plusMillis(999).toSeconds());
  }

  /** How long to wait; empty when the call is taken. */
  private synchronized Optional<Duration> take(Request request) {
    Instant now = clock.instant();
    String route = request.method() + " " + request.notes().template().orElse("");
    Window second =
        routes.computeIfAbsent(route, name -> new Window(most.perSecond(), Duration.ofSeconds(1)));
    Optional<Duration> wait = account.wait(now).or(() -> second.wait(now));
    if (wait.isEmpty()) {
      account.add(now);
      second.add(now);
    }
    return wait;
  }
}
