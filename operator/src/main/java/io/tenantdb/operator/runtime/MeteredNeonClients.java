package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.NeonCalls;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.operator.account.NeonAccounts.NeonClients;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.neon.Outages;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Clients of Neon's API with one request budget for each account, metrics of every call, and no
 * call at all while the process may not act.
 */
final class MeteredNeonClients implements NeonClients {
  private static final int FIRST_SERVER_ERROR = 500;

  private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();
  private final int perMinute;
  private final int perSecond;
  private final BooleanSupplier mayAct;
  private final Outages outages;
  private final MeterRegistry metrics;
  private final Clock clock;

  MeteredNeonClients(
      int perMinute,
      int perSecond,
      BooleanSupplier mayAct,
      Outages outages,
      MeterRegistry metrics,
      Clock clock) {
    this.mayAct = mayAct;
    this.outages = outages;
    this.perMinute = perMinute;
    this.perSecond = perSecond;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public NeonApi client(String account, URI baseUrl, Secret apiKey) {
    RequestBudget budget = budgets.computeIfAbsent(account, this::newBudget);
    NeonApi api = HttpNeonApi.create(baseUrl, apiKey, budget, new Listener(account), clock);
    outages.client(account, api);
    return api;
  }

  private RequestBudget newBudget(String account) {
    RequestBudget budget = new RequestBudget(perMinute, perSecond, clock);
    Meters.NEON_BUDGET_USED.gauge(metrics, budget, RequestBudget::used, account);
    Meters.NEON_BUDGET_LIMIT.gauge(metrics, budget, b -> perMinute, account);
    Meters.NEON_BUDGET_REFUSED.counter(metrics, budget, RequestBudget::refused, account);
    return budget;
  }

  private final class Listener implements NeonCalls {
    private final String account;

    private Listener(String account) {
      this.account = account;
    }

    @Override
    public void begins() {
      if (!mayAct.getAsBoolean()) {
        throw new NeonException.Unavailable("Nothing was sent: this process does not lead.", null);
      }
    }

    @Override
    public void ended(Call call) {
      outages.called(account, call.status() > 0 && call.status() < FIRST_SERVER_ERROR);
      Meters.NEON_CALLS
          .timer(
              metrics,
              call.method(),
              call.template(),
              Integer.toString(call.status()),
              call.priority().name())
          .record(call.took());
    }
  }
}
