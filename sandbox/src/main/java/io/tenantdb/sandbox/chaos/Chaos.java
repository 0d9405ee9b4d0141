package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.demo.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The fault campaign as a program. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Starts PostgreSQL, neon-local, a Kubernetes API server and the operator on this machine,",
      "makes, changes and deletes stores at random while everything fails and the operator is",
      "killed, lets all settle, and judges what is there. Exit code 0 only if all rules held."
    })
public final class Chaos implements Callable<Integer> {
  private static final int FAILED = 3;

  @Option(
      names = "--seed",
      description = "Chooses what is done in which order. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--minutes", description = "How long things go wrong. Default: ${DEFAULT-VALUE}.")
  private double minutes = 5;

  @Option(
      names = "--stores",
      description = "How many stores live at a time. Default: ${DEFAULT-VALUE}.")
  private int stores = 12;

  @Option(names = "--kills", description = "End after so many kills, if that comes first.")
  private int kills;

  @Option(
      names = "--operators",
      description =
          "2: two that elect a leader. 1: one, and at times two that know nothing of each other. Default: ${DEFAULT-VALUE}.")
  private int operators = 2;

  @Option(names = "--no-faults", description = "Do not disturb Neon itself.")
  private boolean noFaults;

  @Option(
      names = "--neon-url",
      paramLabel = "URL",
      description =
          "A Neon double to use instead of neon-local, such as http://127.0.0.1:4440/api/v2.")
  private @Nullable URI neonUrl;

  @Option(names = "--neon-key", paramLabel = "KEY", description = "Its API key.")
  private @Nullable String neonKey;

  @Option(
      names = "--neon-project",
      paramLabel = "ID",
      description = "Its project for stores that are branches.")
  private @Nullable String neonProject;

  @Option(
      names = "--addresses",
      description = "First two numbers of neon-local's addresses. Default: ${DEFAULT-VALUE}.")
  private String addresses = "127.75";

  @Option(names = "--keep", description = "Keep the folder of a campaign that passed, too.")
  private boolean keep;

  @Spec private @Nullable CommandSpec spec;

  private Chaos() {}

  /** Runs a campaign. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Chaos());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          failure.printStackTrace(line.getErr());
          return 1;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    CampaignTerms terms =
        new CampaignTerms(
            seed,
            Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis())),
            stores,
            kills,
            operators,
            !noFaults);
    Path folder = RunFolder.under(Path.of(".sandbox", "chaos").toAbsolutePath());
    boolean isPassed = false;
    try {
      Outcome outcome = new Trial(terms, given(), addresses).run(folder, out(), Clock.systemUTC());
      outcome.print(out());
      isPassed = outcome.isPassed();
      return isPassed ? 0 : FAILED;
    } finally {
      if (isPassed && !keep) {
        RunFolder.delete(folder);
      } else {
        out().println("Logs, schedule and timelines: " + keep(folder));
      }
    }
  }

  private @Nullable NeonTarget given() {
    if (neonUrl == null) {
      return null;
    }
    if (neonKey == null || neonProject == null) {
      throw new IllegalStateException("--neon-url needs --neon-key and --neon-project.");
    }
    return new NeonTarget(neonUrl, neonKey, neonKey, neonProject, "eu-central-1");
  }

  /** Under a name that the next run does not clear away. */
  private Path keep(Path folder) {
    try {
      Path kept =
          folder.resolveSibling("seed-%d-%d".formatted(seed, ProcessHandle.current().pid()));
      return Files.move(folder, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be renamed.", e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
