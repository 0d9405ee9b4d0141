package io.tenantdb.neonlocal;

import io.tenantdb.neonlocal.admin.Console;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.Hosts;
import io.tenantdb.neonlocal.control.OperationFaults;
import io.tenantdb.neonlocal.control.ProjectSpec;
import io.tenantdb.neonlocal.faults.CallFaults;
import io.tenantdb.neonlocal.http.ApiServer;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Keys;
import io.tenantdb.neonlocal.journal.Journal;
import io.tenantdb.neonlocal.proxy.Doors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * A running neon-local: the API, the endpoints and their PostgreSQL servers. Safe for use by many
 * threads.
 */
public final class NeonLocalServer implements AutoCloseable {

  private final StateLock lock;
  private final ControlPlane control;
  private final Doors doors;
  private final Services services;
  private final ApiServer api;

  private NeonLocalServer(
      StateLock lock, ControlPlane control, Doors doors, Services services, ApiServer api) {
    this.lock = lock;
    this.control = control;
    this.doors = doors;
    this.services = services;
    this.api = api;
  }

  /** Starts on the system's clock, without filters. */
  public static NeonLocalServer start(NeonLocalConfig config)
      throws IOException, InterruptedException, SQLException {
    return start(config, List.of(), Clock.systemUTC());
  }

  /**
   * Starts; returns when calls and connections are taken.
   *
   * @param filters stand in front of the API and see every call, the first of them outermost
   * @throws IllegalStateException when the state folder or a port is in use
   */
  public static NeonLocalServer start(NeonLocalConfig config, List<Filter> filters, Clock clock)
      throws IOException, InterruptedException, SQLException {
    StateLock lock = StateLock.take(config.stateFolder());
    int port = config.postgresPort() == 0 ? freePort(config.hosts()) : config.postgresPort();
    ControlPlane control =
        new ControlPlane(
            new ControlPlane.Options(
                config.stateFolder(),
                config.binaryCache(),
                config.hosts(),
                port,
                config.limits(),
                config.timings(),
                config.operationFaults(),
                config.mode(),
                config.defaultSuspendTimeout(),
                config.idleCheck()),
            clock);
    try {
      Doors doors = Doors.open(control, config.hosts(), port);
      seed(config, control);
      Services services = Services.of(config, control, filters, clock);
      ApiServer api =
          ApiServer.start(
              new InetSocketAddress(config.apiHost(), config.apiPort()), services.bases());
      return new NeonLocalServer(lock, control, doors, services, api);
    } catch (IOException | RuntimeException e) {
      control.close();
      lock.close();
      throw e;
    }
  }

  private static int freePort(Hosts hosts) throws IOException {
    String address =
        switch (hosts) {
          case Hosts.Addresses addresses -> addresses.proxyHost();
          case Hosts.Names names -> names.address();
        };
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
      return probe.getLocalPort();
    }
  }

  private static void seed(NeonLocalConfig config, ControlPlane control) {
    NeonLocalConfig.Seed seed = config.seed();
    if (seed != null && control.store().findProject(seed.id()).isEmpty()) {
      control
          .projects()
          .create(seed.id(), ProjectSpec.named(seed.name()), seed.region(), config.owner().orgId());
    }
  }

  /** The API's base URL, as Neon's is {@code https://console.neon.tech/api/v2}. */
  public URI baseUrl() {
    InetSocketAddress address = api.address();
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                address.getAddress().getHostAddress(), address.getPort(), ApiServer.BASE_PATH));
  }

  /** What goes wrong with calls. */
  public CallFaults faults() {
    return services.faults();
  }

  /** What goes wrong with operations. */
  public OperationFaults operationFaults() {
    return control.faults();
  }

  /** The hands of a person in Neon's console. */
  public Console console() {
    return services.console();
  }

  /** The keys of the settings, to revoke and restore them. */
  public Keys keys() {
    return services.keys();
  }

  /** What was asked of the API, and what became of it. */
  public Journal journal() {
    return services.journal();
  }

  /** The file that clients who verify servers give as {@code sslrootcert}. */
  public Path certificateAuthority() {
    return control.authority().certificateFile();
  }

  /** Stops the API, the doors and all servers; what they hold is kept for the next start. */
  @Override
  public void close() throws IOException {
    api.close();
    doors.close();
    control.close();
    lock.close();
  }
}
