package io.tenantdb.operator.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of metrics, made of the meters there are. */
final class MetricsPage {
  private MetricsPage() {}

  static String text() {
    return """
        # Metrics

        <!-- written by ./mvnw -pl operator -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.update=true -->

        Served at `/metrics` on `TENANTDB_HTTP_PORT`. "Leader" means that only the process that leads shows it, and that it goes when
        another leads: a sum over processes counts nothing twice. Everything else is shown by every process about itself. No label has
        the name of a store.

        ## The operator's own

        %s
        A histogram has `_bucket`, `_count` and `_sum`, and `_max`, the longest of the last two minutes or so.

        ## The framework's (java-operator-sdk)

        `controller_name` is `tenantdb-operator` for stores and `tenantdb-operator-classes` for classes.

        %s
        ## The process

        Micrometer's usual ones: `jvm_memory_…`, `jvm_gc_…`, `jvm_threads_…`, `process_cpu_usage`, `system_cpu_usage`,
        `process_start_time_seconds`, `process_uptime_seconds`.
        """
        .formatted(table(own()), table(framework()));
  }

  /**
   * Every metric of the operator and its framework, by name, without the suffixes of histograms.
   */
  static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    Stream.concat(own(), framework()).forEach(row -> types.put(row.name(), row.type()));
    return types;
  }

  private record Row(String name, String type, List<String> labels, String by, String meaning) {}

  private static Stream<Row> own() {
    return Stream.of(Meters.values())
        .map(
            meter ->
                new Row(
                    PrometheusNames.of(meter),
                    switch (meter.kind()) {
                      case GAUGE, OF_LEADER -> "gauge";
                      case COUNTER -> "counter";
                      case TIMER, SLOW_TIMER -> "histogram";
                    },
                    meter.labels(),
                    meter.kind() == Meters.Kind.OF_LEADER ? "leader" : "each process",
                    meter.meaning()));
  }

  private static Stream<Row> framework() {
    return FrameworkMeters.all().stream()
        .map(
            meter ->
                new Row(
                    meter.shown(), meter.type(), meter.labels(), "each process", meter.meaning()));
  }

  private static String table(Stream<Row> rows) {
    return rows.map(
            row ->
                "| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                        row.name(),
                        row.type(),
                        row.labels().stream()
                            .map(label -> "`" + label + "`")
                            .collect(Collectors.joining(", ")),
                        row.by(),
                        row.meaning()))
        .collect(
            Collectors.joining(
                "",
                "| metric | type | labels | shown by | meaning |\n| --- | --- | --- | --- | --- |\n",
                ""));
  }
}
