package io.tenantdb.operator.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds variables that look like settings and are none: mostly misspelt ones, which would do
 * nothing.
 */
final class UnknownVariables {
  /** A hint that is further off than this would only confuse. */
  private static final int NEAR = 5;

  // Kubernetes tells pods about Services of their namespace in variables. One named tenantdb-…
  // makes some
  // that start like ours
  // (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
  private static final Pattern SERVICE_NAME =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");
  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private UnknownVariables() {}

  static void report(Map<String, String> environment, Settings settings) {
    for (String variable : unknown(environment)) {
      settings.problem(
          "%s is not a setting; did you mean %s?".formatted(variable, nearest(variable)));
    }
  }

  private static Set<String> unknown(Map<String, String> environment) {
    var unknown = new TreeSet<String>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(Setting.PREFIX)
              && Setting.of(variable) == null
              && !isFromAService(variable, value)) {
            unknown.add(variable);
          }
        });
    return unknown;
  }

  private static boolean isFromAService(String variable, String value) {
    return SERVICE_NAME.matcher(variable).matches()
        || (variable.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
  }

  private static String nearest(String variable) {
    return Arrays.stream(Setting.values())
        .map(Setting::variable)
        .filter(candidate -> distance(variable, candidate) <= NEAR)
        .min(Comparator.comparingInt(candidate -> distance(variable, candidate)))
        .orElse("one of those in docs/configuration.md");
  }

  /**
   * How many letters must be added, removed or changed to make {@code b} of {@code a}
   * (Levenshtein).
   */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
