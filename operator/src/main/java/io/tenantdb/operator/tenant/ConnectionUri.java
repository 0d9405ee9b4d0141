package io.tenantdb.operator.tenant;

import io.tenantdb.neon.Secret;
import java.net.URI;

/** The URIs that Neon's API gives, which hold a password. */
final class ConnectionUri {
  private ConnectionUri() {}

  /** The same credentials, database and parameters at another host; the port stays. */
  static Secret atHost(Secret uri, String host) {
    URI parsed = URI.create(uri.reveal());
    String port = parsed.getPort() == -1 ? "" : ":" + parsed.getPort();
    String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
    return new Secret(
        "%s://%s@%s%s%s%s"
            .formatted(
                parsed.getScheme(),
                parsed.getRawUserInfo(),
                host,
                port,
                parsed.getRawPath(),
                query));
  }
}
