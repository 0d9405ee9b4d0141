package io.tenantdb.kubectl;

import io.tenantdb.kubectl.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Runs commands with a kubeconfig. */
record Person(Path kubeconfig) {

  /** How a command ended, and what it wrote. */
  record Answer(int status, String out, String err) {}

  /** Whose kubeconfig names this server, with a token that nobody is to see. */
  static Person of(Path folder, String server) throws IOException {
    return with(
        folder,
        """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts: [{name: here, context: {cluster: c, user: u, namespace: stores}}]
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: hunter2}}]
        """
            .formatted(server));
  }

  static Person with(Path folder, String kubeconfig) throws IOException {
    return new Person(Files.writeString(folder.resolve("kubeconfig"), kubeconfig));
  }

  Answer tenantdb(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err));
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig", kubeconfig.toString()))
            .toArray(String[]::new);
    int status =
        TenantdbPlugin.commandLine(console, Clock.fixed(Examples.NOW, ZoneOffset.UTC)).execute(all);
    return new Answer(status, out.toString(), err.toString());
  }
}
