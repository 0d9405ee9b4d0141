package io.tenantdb.connections;

import java.util.UUID;

/**
 * A store of the {@link TestPlatform}.
 *
 * @param label under which it is served
 * @param role of its application, which is also its database's name
 * @param relay the only way to its server
 */
record TestStore(UUID organization, String label, String role, Relay relay) {
  String host() {
    return label + "." + TestPlatform.DOMAIN;
  }

  String uri(String password) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(role, password, relay.port(), role);
  }
}
