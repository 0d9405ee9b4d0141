package io.tenantdb.neonlocal.control;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Neon asks of names and numbers. */
final class Checks {

  private static final int NAME_BYTES = 63;
  private static final Set<String> RESERVED_DATABASES =
      Set.of("postgres", "template0", "template1");
  private static final Set<String> RESERVED_ROLES =
      Set.of("cloud_admin", "neon_superuser", "zenith_admin", "public", "none");

  private Checks() {}

  static <T> T required(@Nullable T value, String path) {
    if (value == null) {
      throw ApiException.badRequest(path + " is required");
    }
    return value;
  }

  static String length(String text, String path, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > most) {
      throw ApiException.badRequest(path + " must have 1 to " + most + " characters");
    }
    return text;
  }

  static String roleName(@Nullable String name) {
    String given = postgresName(required(name, "role.name"), "role.name");
    if (given.startsWith("pg_") || RESERVED_ROLES.contains(given)) {
      throw ApiException.badRequest("role name \"" + given + "\" is reserved");
    }
    return given;
  }

  static String databaseName(String name) {
    String given = postgresName(name, "database.name");
    if (RESERVED_DATABASES.contains(given)) {
      throw ApiException.badRequest("database name \"" + given + "\" is reserved");
    }
    return given;
  }

  private static String postgresName(String name, String path) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > NAME_BYTES || name.indexOf('\0') >= 0) {
      throw ApiException.badRequest(path + " must have 1 to " + NAME_BYTES + " bytes");
    }
    return name;
  }

  static void computeSizes(double min, double max) {
    if (min < 0.25 || max > 56 || min > max) {
      throw ApiException.badRequest(
          "autoscaling limits must satisfy 0.25 <= autoscaling_limit_min_cu <="
              + " autoscaling_limit_max_cu <= 56");
    }
  }

  static void suspendTimeout(long seconds) {
    if (seconds != 0 && seconds != -1 && (seconds < 60 || seconds > 604_800)) {
      throw ApiException.badRequest("suspend_timeout_seconds must be 0, -1 or from 60 to 604800");
    }
  }
}
