package io.tenantdb.sandbox.demo;

import io.tenantdb.sandbox.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of this build, run by this JVM's Java as a process of its own. */
public final class JavaProgram {
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private JavaProgram() {}

  /** The program in a small JVM. */
  public static Program of(
      String name, Class<?> main, Map<String, String> environment, String... arguments) {
    return of(name, main, SMALL, environment, arguments);
  }

  /** The program in a JVM with these options. */
  public static Program of(
      String name,
      Class<?> main,
      List<String> options,
      Map<String, String> environment,
      String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Program(name, command, environment);
  }
}
