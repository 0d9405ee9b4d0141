package io.tenantdb.sandbox;

import java.util.List;

/**
 * A house of docs/architecture.md: a module's package under io.tenantdb, the other houses it may
 * know, and the libraries it may not.
 */
record House(String name, List<String> mayKnow, List<List<String>> forbidden) {
  private static final List<String> KUBERNETES = List.of("io.fabric8..", "io.javaoperatorsdk..");
  private static final List<String> OPERATOR_SDK = List.of("io.javaoperatorsdk..");
  private static final List<String> JDBC =
      List.of("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");
  private static final List<String> FLYWAY = List.of("org.flywaydb..");
  private static final List<String> HTTP_CLIENT = List.of("okhttp3..", "java.net.http..");

  /** The table. */
  static List<House> all() {
    return List.of(
        new House("api", List.of(), List.of(JDBC, FLYWAY, OPERATOR_SDK, HTTP_CLIENT)),
        new House("sealing", List.of(), List.of(KUBERNETES, JDBC, FLYWAY, HTTP_CLIENT)),
        new House("connections", List.of("sealing"), List.of(KUBERNETES, FLYWAY, HTTP_CLIENT)),
        new House("neon", List.of(), List.of(KUBERNETES, JDBC, FLYWAY)),
        new House("neonlocal", List.of(), List.of(KUBERNETES, FLYWAY)),
        new House("schema", List.of(), List.of(KUBERNETES, HTTP_CLIENT)),
        new House("operator", List.of("api", "sealing", "neon", "schema"), List.of(HTTP_CLIENT)),
        new House(
            "kubectl", List.of("api", "sealing"), List.of(OPERATOR_SDK, JDBC, FLYWAY, HTTP_CLIENT)),
        new House(
            "sandbox",
            List.of(
                "api",
                "sealing",
                "connections",
                "neon",
                "neonlocal",
                "schema",
                "operator",
                "kubectl"),
            List.of()));
  }

  List<String> forbiddenLibraries() {
    return forbidden.stream().flatMap(List::stream).toList();
  }

  String packages() {
    return packages(name);
  }

  static String packages(String house) {
    return "io.tenantdb." + house + "..";
  }

  /** Packages of the houses it may not know. */
  List<String> strangers() {
    return all().stream()
        .filter(other -> !other.name.equals(name) && !mayKnow.contains(other.name))
        .map(House::packages)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
