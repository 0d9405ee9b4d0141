package io.tenantdb.operator.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of every series that the operator may show. */
final class KnownMetrics {
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:tenantdb|reconciliations|jvm|process|system|events_received|custom)_[a-z_]+");

  private KnownMetrics() {}

  static Set<String> all() {
    Set<String> names = new TreeSet<>(processMeters());
    MetricsPage.types().forEach((name, type) -> series(name, type).forEach(names::add));
    return names;
  }

  /** The series of one meter. */
  static Set<String> of(Meters meter) {
    String name = PrometheusNames.of(meter);
    return series(name, MetricsPage.types().getOrDefault(name, "")).collect(Collectors.toSet());
  }

  /** The metrics that an expression asks for. */
  static Set<String> in(String expression) {
    return NAME.matcher(STRING.matcher(expression).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> series(String name, String type) {
    return type.equals("histogram")
        ? Stream.of("_bucket", "_count", "_sum", "_max").map(name::concat)
        : Stream.of(name);
  }

  private static Set<String> processMeters() {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ProcessMeters process = new ProcessMeters()) {
      process.bindTo(metrics);
      return metrics
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[ {]", 2)[0])
          .collect(Collectors.toSet());
    }
  }
}
