package io.tenantdb.sandbox.demo;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sealing.Sealer;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything, makes the examples' stores, and shows how to look around. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts PostgreSQL, neon-local, a Kubernetes API server and the operator on this machine,",
      "applies examples/ and shows the stores becoming Ready. Ctrl-C stops everything."
    })
public final class Demo implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 200;
  private static final int STORES_NOT_READY = 3;
  private static final int CHECK_FAILED = 4;

  @Option(
      names = "--once",
      description =
          "End by itself: exit 0 only if each store's products could be queried through its Secret.")
  private boolean once;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "Work on this context of your kubeconfig and on the Neon account of NEON_API_KEY instead."
              + " What that would do is shown and has to be confirmed.")
  private @Nullable String context;

  @Option(
      names = "--neon-project",
      paramLabel = "ID",
      description = "With --context: the Neon project. Default: the account's only one.")
  private @Nullable String neonProject;

  @Option(names = "--yes", description = "With --context: do not ask.")
  private boolean yes;

  @Spec private @Nullable CommandSpec spec;

  private Demo() {}

  /** Runs the demo. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Demo());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println("demo: " + failure.getMessage());
          return 1;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = new Progress(out(), Clock.systemUTC());
    Path folder = RunFolder.under(Path.of(".sandbox").toAbsolutePath());
    try {
      Optional<DemoPlace> place = place(folder, progress);
      return place.isEmpty() ? 1 : run(place.get(), progress);
    } finally {
      RunFolder.delete(folder);
    }
  }

  private Optional<DemoPlace> place(Path folder, Progress progress) {
    if (context == null) {
      return Optional.of(LocalPlace.start(folder, progress));
    }
    ExistingPlace place = ExistingPlace.of(folder, context, neonProject);
    if (yes || place.confirm(progress)) {
      place.prepare();
      return Optional.of(place);
    }
    progress.say("nothing was done");
    place.close();
    return Optional.empty();
  }

  private int run(DemoPlace place, Progress progress) throws InterruptedException {
    try (place;
        ChildProcesses processes = ChildProcesses.in(place.folder().resolve("operator"))) {
      progress.say("starting the operator");
      OperatorProcess operator = OperatorProcess.start(place, processes);
      progress.say("applying examples/");
      Installation.applyExamples(place.client(), place.neon());
      StoreLines lines = new StoreLines(place.client(), progress, isTerminal());
      if (!awaitReady(lines)) {
        progress.say(
            "not every store became Ready; the operator's log: " + operator.process().log());
        return STORES_NOT_READY;
      }
      place.openService();
      ProductsCheck check =
          new ProductsCheck(place.client(), new Sealer(Installation.keyring(place.client())));
      boolean allAnswered = query(lines, check, progress);
      if (!once) {
        new LookAround(place, operator, lines, check).print(progress.out());
        new CountDownLatch(1).await();
      }
      return allAnswered ? 0 : CHECK_FAILED;
    }
  }

  private static boolean awaitReady(StoreLines lines) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    boolean ready = lines.show();
    while (!ready && Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      ready = lines.show();
    }
    return ready;
  }

  private static boolean query(StoreLines lines, ProductsCheck check, Progress progress) {
    boolean all = true;
    for (TenantDatabase store : lines.stores()) {
      try {
        Optional<String> answer = check.run(store);
        progress.say(answer.orElse(store.getMetadata().getName() + ": ANOTHER STORE'S DATABASE"));
        all &= answer.isPresent();
      } catch (SQLException | RuntimeException e) {
        progress.say(store.getMetadata().getName() + " could not be queried: " + e.getMessage());
        all = false;
      }
    }
    return all;
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
