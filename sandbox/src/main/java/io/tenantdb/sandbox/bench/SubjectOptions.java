package io.tenantdb.sandbox.bench;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the measured JVM is started. */
final class SubjectOptions {
  /** What a pod as installed gets: the options of its image, and 60 % of its 768 MiB. */
  private static final List<String> AS_INSTALLED =
      List.of("-XX:+UseSerialGC", "-XX:+UseStringDeduplication", "-Xmx460m");

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description =
          "Option of the measured JVM, after -XX:+UseSerialGC -XX:+UseStringDeduplication -Xmx460m;"
              + " may be repeated.")
  private List<String> more = new ArrayList<>();

  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(AS_INSTALLED);
    options.addAll(more);
    return options;
  }
}
