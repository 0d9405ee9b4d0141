package io.tenantdb.neonlocal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: starts neon-local and runs until it is told to stop. */
@Command(
    name = "neon-local",
    mixinStandardHelpOptions = true,
    description = "Neon's API over a real PostgreSQL, on this machine.")
public final class NeonLocal implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as YAML; without it the defaults of the README hold.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  private NeonLocal() {}

  /** Runs the program; Ctrl-C or SIGTERM end it and everything it started. */
  public static void main(String[] arguments) {
    // Not logback.xml at the top, which a program that embeds neon-local has of its own.
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "io/tenantdb/neonlocal/logback.xml");
    CommandLine command = new CommandLine(new NeonLocal());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println("neon-local: " + failure.getMessage());
          return 1;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    NeonLocalConfig config =
        NeonLocalConfig.of(
            file == null ? Map.of("seed.id", "local-project-00000001") : ConfigFile.read(file));
    CountDownLatch stopped = new CountDownLatch(1);
    NeonLocalServer server = NeonLocalServer.start(config);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try (server) {
                    stopped.countDown();
                  } catch (Exception e) {
                    System.err.println("neon-local did not stop cleanly: " + e.getMessage());
                  }
                }));
    announce(config, server);
    stopped.await();
    return 0;
  }

  private void announce(NeonLocalConfig config, NeonLocalServer server) {
    NeonLocalConfig.Seed seed = config.seed();
    String project = seed == null ? "(none)" : seed.id();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf(
        "neon-local is ready: %s  key %s  project %s%n",
        server.baseUrl(), hint(config.keys().getFirst().key()), project);
    out.printf(
        "  neonctl --api-host %s --api-key KEY connection-string --project-id %s%n",
        server.baseUrl(), project);
    out.printf(
        "  psql \"$(the line above)&sslmode=verify-full&sslrootcert=%s\"%n",
        server.certificateAuthority());
    out.flush();
  }

  private static String hint(String key) {
    return key.length() <= 4 ? "****" : key.substring(0, 4) + "…";
  }
}
