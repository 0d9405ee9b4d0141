package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Role;
import io.tenantdb.neonlocal.postgres.PostgresServer;
import io.tenantdb.neonlocal.postgres.ScramKeys;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Branches without data of their own: all of a project are served by the server of its root branch.
 * Their roles' passwords are what the API says, whatever that server thinks.
 */
public final class Hollow {

  private final Site site;
  private final Computes computes;
  private final Path socketFolder;
  private final KnownKeys knownKeys = new KnownKeys();
  private final Map<String, SharedServer> byRoot = new ConcurrentHashMap<>();

  Hollow(Site site, Computes computes) {
    this.site = site;
    this.computes = computes;
    this.socketFolder = Objects.requireNonNull(site.mode().socketFolder());
  }

  Compute compute(String branchId) {
    return new HollowCompute(site, server(branchId), branchId);
  }

  private SharedServer server(String branchId) {
    BranchEntry entry = site.store().findBranch(branchId).orElseThrow();
    String parent = entry.branch().parentId();
    while (parent != null) {
      entry = site.store().findBranch(parent).orElseThrow();
      parent = entry.branch().parentId();
    }
    return byRoot.computeIfAbsent(entry.id(), root -> new SharedServer(site, root));
  }

  Collection<Compute> servers() {
    return byRoot.values().stream().<Compute>map(SharedServer::server).toList();
  }

  /** What proves to be a role of an endpoint's branch; empty when there is none that logs in. */
  public Optional<ScramKeys> keysOf(String endpointId, String role) {
    Optional<ScramKeys> known = known(endpointId, role);
    if (known.isEmpty()) {
      branch(endpointId).ifPresent(entry -> computes.of(entry.id()).syncCatalog());
    }
    return known.isEmpty() ? known(endpointId, role) : known;
  }

  private Optional<ScramKeys> known(String endpointId, String role) {
    return branch(endpointId)
        .flatMap(entry -> entry.role(role))
        .filter(Role::login)
        .flatMap(this::keys);
  }

  private Optional<ScramKeys> keys(Role role) {
    String password = role.password();
    return password == null
        ? Optional.ofNullable(role.verifier()).flatMap(ScramKeys::parse)
        : Optional.of(knownKeys.of(password));
  }

  private Optional<BranchEntry> branch(String endpointId) {
    return site.store().findByEndpoint(endpointId);
  }

  /**
   * Lets a session in whose client has proved who it is.
   *
   * @throws ComputeRefusal when the compute does not run any more
   */
  public Visit enter(String endpointId) throws ComputeRefusal {
    String branchId = branch(endpointId).orElseThrow(ComputeRefusal::unknown).id();
    HollowCompute compute = (HollowCompute) computes.of(branchId);
    InetSocketAddress address = compute.address().orElseThrow(ComputeRefusal::notStarted);
    compute.entered();
    return new Visit(
        branchId, PostgresServer.socket(socketFolder, address.getPort()), compute::left);
  }

  /**
   * A session in a shared server.
   *
   * @param branchId the branch it is meant for
   * @param socket where the server takes it as any role, without a password
   */
  public record Visit(String branchId, Path socket, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
