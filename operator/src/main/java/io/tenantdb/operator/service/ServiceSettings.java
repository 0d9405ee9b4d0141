package io.tenantdb.operator.service;

import java.nio.file.Path;
import java.util.Set;

/**
 * How the connection service is served.
 *
 * @param address the address to listen on, such as {@code 0.0.0.0}
 * @param port the port; 0 takes a free one
 * @param tls a folder with {@code tls.crt} and {@code tls.key}, as a Secret of type {@code
 *     kubernetes.io/tls} is mounted; read anew when they change
 * @param audience what tokens must have been issued for
 * @param baseDomains below which the first label of a host name names a store, in lower case
 */
public record ServiceSettings(
    String address, int port, Path tls, String audience, Set<String> baseDomains) {

  /** Copies the domains. */
  public ServiceSettings {
    baseDomains = Set.copyOf(baseDomains);
  }
}
