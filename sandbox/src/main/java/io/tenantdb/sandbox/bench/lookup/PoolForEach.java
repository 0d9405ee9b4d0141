package io.tenantdb.sandbox.bench.lookup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/** What an application has without us: a HikariCP pool for each store it ever met. */
public final class PoolForEach implements AutoCloseable {
  private final Map<UUID, HikariDataSource> pools = new ConcurrentHashMap<>();
  private final Function<UUID, DataSource> login;
  private final int mostPerStore;
  private final long patienceMillis;

  /** Pools over these logins. */
  public PoolForEach(Function<UUID, DataSource> login, int mostPerStore, long patienceMillis) {
    this.login = login;
    this.mostPerStore = mostPerStore;
    this.patienceMillis = patienceMillis;
  }

  /** A connection of the organization's store. */
  public Connection take(UUID organization) throws SQLException {
    return pools.computeIfAbsent(organization, this::pool).getConnection();
  }

  private HikariDataSource pool(UUID organization) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(login.apply(organization));
    config.setMaximumPoolSize(mostPerStore);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(patienceMillis);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** How many pools there are. */
  public int size() {
    return pools.size();
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
