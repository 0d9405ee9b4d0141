package io.tenantdb.sandbox.process;

import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param name what people call it; also names its log and its pid file, so unique within a folder
 * @param command the executable and its arguments
 * @param environment added to the environment of this JVM
 */
public record Program(String name, List<String> command, Map<String, String> environment) {

  public Program {
    if (!name.matches("[a-z0-9][-a-z0-9.]*")) {
      throw new IllegalArgumentException(
          "A program's name is lower case letters, digits, - and . because files are named by it; got "
              + name);
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A program that needs nothing in its environment. */
  public Program(String name, List<String> command) {
    this(name, command, Map.of());
  }

  /** The name alone: arguments and environment may hold passwords. */
  @Override
  public String toString() {
    return name;
  }
}
