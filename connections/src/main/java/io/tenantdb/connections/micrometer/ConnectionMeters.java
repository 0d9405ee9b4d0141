package io.tenantdb.connections.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.connections.ConnectionStatistics;
import io.tenantdb.connections.ConnectionsListener;
import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.TenantConnections;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Meters of what happens, none of them by store: with thousands of stores that would be thousands
 * of series. Give it to {@link io.tenantdb.connections.TenantConnectionsBuilder#listener}, and what
 * was built to {@link #watch}.
 */
public final class ConnectionMeters implements ConnectionsListener {
  private static final String PREFIX = "tenantdb.connections.";

  private final MeterRegistry meters;

  /** Meters in this registry. */
  public ConnectionMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Also measures how many connections and pools there are. */
  public void watch(TenantConnections stores) {
    gauge(stores, "open", "Open connections to all stores", ConnectionStatistics::connections);
    gauge(stores, "max", "How many connections there may be", ConnectionStatistics::most);
    gauge(stores, "pools", "Stores with a pool", ConnectionStatistics::pools);
  }

  private void gauge(
      TenantConnections stores,
      String name,
      String description,
      ToIntFunction<ConnectionStatistics> value) {
    Gauge.builder(PREFIX + name, stores, s -> value.applyAsInt(s.statistics()))
        .description(description)
        .register(meters);
  }

  @Override
  public void opened(UUID organization, Duration took, int attempts) {
    meters.timer(PREFIX + "opening", "woken", String.valueOf(attempts > 1)).record(took);
  }

  @Override
  public void notOpened(UUID organization, StoreUnavailableException why) {
    meters.counter(PREFIX + "not.opened", "reason", reason(why)).increment();
  }

  @Override
  public void wrongStore(UUID organization, StoreUnavailableException.WrongStore why) {
    meters.counter(PREFIX + "wrong.store").increment();
  }

  @Override
  public void refused(UUID organization, StoreUnavailableException why) {
    meters.counter(PREFIX + "refused", "reason", reason(why)).increment();
  }

  @Override
  public void poolOpened(UUID organization) {
    meters.counter(PREFIX + "pools.opened").increment();
  }

  @Override
  public void poolRetired(UUID organization, Retirement why) {
    meters
        .counter(PREFIX + "pools.retired", "reason", why.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void registryAsked(Duration took, boolean hasAnswered) {
    meters.timer(PREFIX + "registry", "answered", String.valueOf(hasAnswered)).record(took);
  }

  private static String reason(StoreUnavailableException why) {
    return why.getClass().getSimpleName();
  }
}
