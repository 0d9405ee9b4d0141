package io.tenantdb.sandbox.demo;

import io.tenantdb.sandbox.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of this build, run by this JVM's Java as a process of its own. */
public final class JavaProgram {
  private JavaProgram() {}

  /** The main class with these arguments and additions to the environment. */
  public static Program of(
      String name, Class<?> main, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new Program(name, command, environment);
  }
}
