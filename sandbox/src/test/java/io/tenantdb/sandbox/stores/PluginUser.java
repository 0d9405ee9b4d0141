package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sandbox.kubernetes.KubernetesBinaries;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A person with a kubeconfig, kubectl, and the plugin on the PATH. */
record PluginUser(Path kubeconfig, Path plugin, Path kubectl) {

  /** How a command ended, and what it wrote. */
  record Answer(int status, String out, String err) {
    String all() {
      return out + err;
    }
  }

  static PluginUser with(Path kubeconfig) {
    Path plugin = Path.of("..", "kubectl-tenantdb", "target", "kubectl-tenantdb").toAbsolutePath();
    assertThat(plugin).as("the plugin was packaged").isExecutable();
    KubernetesBinaries binaries = SharedKubernetes.binaries();
    return new PluginUser(kubeconfig, plugin.normalize(), binaries.kubectl());
  }

  /** Runs {@code kubectl tenantdb} with these arguments. */
  Answer tenantdb(String... arguments) throws IOException, InterruptedException {
    return tenantdb("", Map.of(), arguments);
  }

  /** The same with text on standard input and other variables of the environment. */
  Answer tenantdb(String input, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(kubectl.toString(), "tenantdb"));
    command.addAll(List.of(arguments));
    return run(input, variables, command);
  }

  /** Runs a line that was copied to a shell. */
  Answer shell(String line) throws IOException, InterruptedException {
    String path = kubectl.getParent() + File.pathSeparator + System.getenv("PATH");
    return run("", Map.of("PATH", path), List.of("sh", "-c", line));
  }

  private Answer run(String input, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("plugin", ".out");
    Path err = Files.createTempFile("plugin", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put(
        "XDG_CACHE_HOME", Path.of("target", "plugin-cache").toAbsolutePath().toString());
    environment.merge(
        "PATH", String.valueOf(plugin.getParent()), (path, own) -> own + File.pathSeparator + path);
    environment.putAll(variables);
    try {
      Process process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + String.join(" ", command));
      }
      return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
