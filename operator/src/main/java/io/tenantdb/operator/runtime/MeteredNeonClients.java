package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.NeonCalls;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.operator.account.NeonAccounts.NeonClients;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients of Neon's API with one request budget for each account, and metrics of every call. */
final class MeteredNeonClients implements NeonClients {
  private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();
  private final int perMinute;
  private final int perSecond;
  private final MeterRegistry metrics;
  private final Clock clock;

  MeteredNeonClients(int perMinute, int perSecond, MeterRegistry metrics, Clock clock) {
    this.perMinute = perMinute;
    this.perSecond = perSecond;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public NeonApi client(String account, URI baseUrl, Secret apiKey) {
    RequestBudget budget = budgets.computeIfAbsent(account, this::newBudget);
    return HttpNeonApi.create(baseUrl, apiKey, budget, this::record, clock);
  }

  private RequestBudget newBudget(String account) {
    RequestBudget budget = new RequestBudget(perMinute, perSecond, clock);
    Gauge.builder("tenantdb.neon.budget.used", budget, RequestBudget::used)
        .description("Requests to Neon in the last minute")
        .tag("account", account)
        .register(metrics);
    return budget;
  }

  private void record(NeonCalls.Call call) {
    Timer.builder("tenantdb.neon.calls")
        .description("Calls to Neon")
        .tag("method", call.method())
        .tag("path", call.template())
        .tag("status", Integer.toString(call.status()))
        .tag("priority", call.priority().name())
        .register(metrics)
        .record(call.took());
  }
}
