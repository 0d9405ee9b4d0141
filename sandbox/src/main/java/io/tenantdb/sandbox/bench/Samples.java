package io.tenantdb.sandbox.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text in which Prometheus metrics are served. */
final class Samples {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line: a value under its labels. */
  record Sample(Map<String, String> labels, double value) {
    String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  private Samples() {}

  /** All samples of a metric. */
  static List<Sample> of(String text, String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric))
        .filter(
            line -> line.startsWith("{", metric.length()) || line.startsWith(" ", metric.length()))
        .map(Samples::parse)
        .toList();
  }

  private static Sample parse(String line) {
    Map<String, String> labels = new HashMap<>();
    int end = line.lastIndexOf('}');
    if (end >= 0) {
      Matcher label = LABEL.matcher(line.substring(line.indexOf('{'), end));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    String[] behind = line.substring(Math.max(end + 1, line.indexOf(' '))).strip().split(" ", -1);
    return new Sample(labels, Double.parseDouble(behind[0]));
  }
}
