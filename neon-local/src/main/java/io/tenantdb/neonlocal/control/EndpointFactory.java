package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.ComputeSettings;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Endpoint.Settings;
import io.tenantdb.neonlocal.model.Endpoint.State;
import io.tenantdb.neonlocal.model.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Makes endpoints from what a request, the project and Neon's defaults say. */
final class EndpointFactory {

  private static final ComputeSettings NEON_DEFAULTS =
      new ComputeSettings(0.25, 0.25, 0L, Map.of());

  private final Store store;
  private final Hosts hosts;
  private final int port;
  private final Ids ids;
  private final Clock clock;

  EndpointFactory(Store store, Hosts hosts, int port, Ids ids, Clock clock) {
    this.store = store;
    this.hosts = hosts;
    this.port = port;
    this.ids = ids;
    this.clock = clock;
  }

  /** A new endpoint, on its way to be active unless it is disabled. */
  Endpoint create(Project project, String branchId, EndpointSpec spec) {
    spec.check();
    spec.checkType();
    if (spec.regionId() != null && !spec.regionId().equals(project.regionId())) {
      throw ApiException.badRequest("endpoint region must be the project's: " + project.regionId());
    }
    ComputeSettings settings = effective(spec, project);
    double min = Objects.requireNonNull(settings.minCu());
    double max = Objects.requireNonNull(settings.maxCu());
    long timeout = Objects.requireNonNull(settings.suspendTimeoutSeconds());
    Checks.computeSizes(min, max);
    Checks.suspendTimeout(timeout);
    String id = ids.endpoint();
    boolean disabled = Boolean.TRUE.equals(spec.disabled());
    Instant now = clock.instant();
    return new Endpoint(
        id,
        spec.name(),
        project.id(),
        branchId,
        project.regionId(),
        newHost(id),
        hosts.proxyHost(),
        min,
        max,
        timeout,
        new Settings(Objects.requireNonNull(settings.pgSettings())),
        disabled ? State.IDLE : State.INIT,
        disabled ? null : State.ACTIVE,
        disabled,
        true,
        null,
        null,
        null,
        now,
        now);
  }

  /**
   * A maximum alone below Neon's default minimum, or the other way round, moves the other limit.
   */
  private static ComputeSettings effective(EndpointSpec spec, Project project) {
    ComputeSettings said = spec.computeSettings().orElse(project.defaultEndpointSettings());
    Double min = said.minCu();
    Double max = said.maxCu();
    if (min != null && max == null) {
      return new ComputeSettings(min, min, said.suspendTimeoutSeconds(), said.pgSettings())
          .orElse(NEON_DEFAULTS);
    }
    return said.orElse(NEON_DEFAULTS);
  }

  /** An address that another program listens on is passed over. */
  private String newHost(String endpointId) {
    return hosts.newHost(
        endpointId, host -> store.isHostUsed(host) || !hosts.areFree(host, this::isFree));
  }

  private boolean isFree(String host) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral(host))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The endpoint with what a request changes. */
  Endpoint change(Endpoint endpoint, EndpointSpec spec, BranchEntry entry) {
    spec.check();
    if (spec.branchId() != null && !spec.branchId().equals(entry.id())) {
      throw ApiException.unprocessable("", "moving an endpoint to another branch is not served");
    }
    ComputeSettings settings =
        spec.computeSettings()
            .orElse(
                new ComputeSettings(
                    endpoint.minCu(),
                    endpoint.maxCu(),
                    endpoint.suspendTimeoutSeconds(),
                    endpoint.settings().pgSettings()));
    double min = Objects.requireNonNull(settings.minCu());
    double max = Objects.requireNonNull(settings.maxCu());
    long timeout = Objects.requireNonNull(settings.suspendTimeoutSeconds());
    Checks.computeSizes(min, max);
    Checks.suspendTimeout(timeout);
    return endpoint.with(
        spec.name() == null ? endpoint.name() : spec.name(),
        min,
        max,
        timeout,
        new Settings(Objects.requireNonNull(settings.pgSettings())),
        spec.disabled() == null ? endpoint.disabled() : spec.disabled(),
        clock.instant());
  }
}
