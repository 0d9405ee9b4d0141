package io.tenantdb.connections;

import java.util.Optional;
import java.util.UUID;

/** Whose store is served under a host name that belongs to no base domain: a custom domain. */
@FunctionalInterface
public interface HostResolver {

  /**
   * The organization of a host name, or empty if nobody's store is served there. Asked once for
   * each name until {@link TenantConnections#forgetAll()}, and again after some seconds while it
   * says that there is none; by several threads at once.
   *
   * @param host in lower case and ASCII, without a port; it comes from a request, so from anybody
   * @throws Exception when it can't be told now; nothing is kept then
   */
  Optional<UUID> organizationOf(String host) throws Exception;
}
