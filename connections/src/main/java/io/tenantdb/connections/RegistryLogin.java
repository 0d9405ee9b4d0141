package io.tenantdb.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the registry is and as whom to log in. {@link #toString} hides all of it. */
record RegistryLogin(String jdbcUrl, String user, String password) {
  private static final int QUESTIONS_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** For questions; opens nothing before the first. */
  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tenantdb-registry");
    config.setDataSource(sessions(PATIENCE.multipliedBy(2)));
    config.setMaximumPoolSize(QUESTIONS_AT_ONCE);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(new DaemonThreads("tenantdb-registry"));
    return new HikariDataSource(config);
  }

  /** For sessions that wait to hear something. */
  DataSource sessions() {
    return sessions(Duration.ZERO);
  }

  /** With a limit to how long an answer may take; zero for none. */
  private DataSource sessions(Duration answer) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("tenantdb-connections");
    source.setConnectTimeout(Math.toIntExact(PATIENCE.toSeconds()));
    source.setLoginTimeout(Math.toIntExact(PATIENCE.toSeconds()));
    source.setSocketTimeout(Math.toIntExact(answer.toSeconds()));
    source.setTcpKeepAlive(true);
    return source;
  }

  @Override
  public String toString() {
    return "RegistryLogin";
  }
}
