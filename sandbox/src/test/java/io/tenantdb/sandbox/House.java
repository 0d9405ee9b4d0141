package io.tenantdb.sandbox;

import java.util.Arrays;
import java.util.Set;

/** A house of docs/architecture.md, and which of the others and which libraries it may know. */
enum House {
  API("api", Set.of(), Library.JDBC, Library.FLYWAY, Library.OPERATOR_SDK, Library.HTTP_CLIENT),
  SEALING(
      "sealing", Set.of(), Library.KUBERNETES, Library.JDBC, Library.FLYWAY, Library.HTTP_CLIENT),
  NEON("neon", Set.of(), Library.KUBERNETES, Library.JDBC, Library.FLYWAY),
  NEON_LOCAL("neonlocal", Set.of(), Library.KUBERNETES, Library.FLYWAY),
  SCHEMA("schema", Set.of(), Library.KUBERNETES, Library.HTTP_CLIENT),
  OPERATOR("operator", Set.of("api", "sealing", "neon", "schema"), Library.HTTP_CLIENT),
  SANDBOX("sandbox", Set.of("api", "sealing", "neon", "neonlocal", "schema", "operator"));

  /** Packages of libraries that a house may be kept away from. */
  enum Library {
    KUBERNETES("io.fabric8..", "io.javaoperatorsdk.."),
    OPERATOR_SDK("io.javaoperatorsdk.."),
    JDBC("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.."),
    FLYWAY("org.flywaydb.."),
    HTTP_CLIENT("okhttp3..", "java.net.http..");

    private final String[] packages;

    Library(String... packages) {
      this.packages = packages;
    }
  }

  private final String name;
  private final Set<String> known;
  private final Library[] forbidden;

  House(String name, Set<String> known, Library... forbidden) {
    this.name = name;
    this.known = known;
    this.forbidden = forbidden;
  }

  String packages() {
    return "io.tenantdb." + name + "..";
  }

  /** Packages of the houses it may not know. */
  String[] strangers() {
    return Arrays.stream(values())
        .filter(other -> other != this && !known.contains(other.name))
        .map(House::packages)
        .toArray(String[]::new);
  }

  /** Packages of the libraries it may not know. */
  String[] forbiddenLibraries() {
    return Arrays.stream(forbidden)
        .flatMap(library -> Arrays.stream(library.packages))
        .toArray(String[]::new);
  }
}
