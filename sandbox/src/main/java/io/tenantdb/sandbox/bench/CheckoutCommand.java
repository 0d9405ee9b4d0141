package io.tenantdb.sandbox.bench;

import io.tenantdb.connections.PoolTerms;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.sandbox.bench.lookup.CheckoutLoad;
import io.tenantdb.sandbox.bench.lookup.Happenings;
import io.tenantdb.sandbox.bench.lookup.LookupPlace;
import io.tenantdb.sandbox.bench.lookup.NewEachTime;
import io.tenantdb.sandbox.bench.lookup.PoolForEach;
import io.tenantdb.sandbox.bench.lookup.Zipf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many stores behind few connections. */
@Command(
    name = "checkout",
    mixinStandardHelpOptions = true,
    description =
        "Many stores behind few connections under a Zipf load, beside a pool for each store.")
final class CheckoutCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PER_STORE = 10;

  @Option(names = "--stores", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Option(
      names = "--connections",
      defaultValue = "200",
      description = "Of the process, and of the server. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(names = "--threads", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--seconds", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "Seconds before, of which nothing is told. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Spec private CommandSpec spec;

  private final MarkdownTable table =
      new MarkdownTable(
          "",
          "a second",
          "CPU a checkout",
          "of the least",
          "P50",
          "P99",
          "P99.9",
          "failed",
          "connections opened a checkout",
          "pools opened",
          "evicted",
          "at the end");

  /**
   * The CPU time of a checkout when only what must be is opened. Compared instead of rates, since
   * others use the machine too.
   */
  private double leastMillis;

  @Override
  public Integer call() throws InterruptedException {
    Report report = new Report(spec);
    report.title(
        "%d stores behind %d connections, %d threads".formatted(stores, connections, threads));
    try (LookupPlace place = new LookupPlace(stores, connections)) {
      bare(place);
      ours(place);
      pools(place);
    }
    report.table(table);
    return 0;
  }

  private void bare(LookupPlace place) throws InterruptedException {
    Measured bare = run(place, new NewEachTime(place::login)::take, () -> {});
    double misses = 1 - new Zipf(stores).shareOf(connections);
    leastMillis = bare.cpuMillis() * misses;
    row("bare: a new connection each time", bare, "1.00");
    table.row(
        "the best there could be: that, and the %d most popular always open".formatted(connections),
        "%.0f".formatted(bare.outcome().rate() / misses),
        cpu(leastMillis),
        "100 %",
        "",
        "",
        "",
        "",
        "%.2f".formatted(misses));
  }

  private void ours(LookupPlace place) throws InterruptedException {
    PoolTerms terms =
        PoolTerms.standard()
            .sized(connections, PER_STORE, PoolTerms.standard().maxPools())
            .waiting(PATIENCE, PATIENCE);
    Happenings happenings = new Happenings();
    try (TenantConnections ours = place.connections(terms, happenings)) {
      Measured measured = run(place, ours::getConnection, happenings::reset);
      row(
          "connections/",
          measured,
          "%.2f"
              .formatted(
                  (double) happenings.opened() / Math.max(1, measured.outcome().checkouts())),
          happenings.pools(),
          happenings.evicted(),
          ours.statistics().pools());
    }
  }

  private void pools(LookupPlace place) throws InterruptedException {
    try (PoolForEach theirs = new PoolForEach(place::login, PER_STORE, PATIENCE.toMillis())) {
      Measured measured = run(place, theirs::take, () -> {});
      row("a HikariCP pool for each store", measured, "", "", 0, theirs.size());
    }
  }

  private Measured run(LookupPlace place, CheckoutLoad.Checkout checkout, Runnable whenWarm)
      throws InterruptedException {
    load(place, warmUp).run(checkout);
    whenWarm.run();
    CpuMeter meter =
        CpuMeter.of(
            Map.of(
                "application",
                KernelView.ofThisProcess(),
                "server",
                new KernelView(place.server(), true)));
    CheckoutLoad.Outcome outcome = load(place, seconds).run(checkout);
    Duration cpu = meter.sinceStart().values().stream().reduce(Duration.ZERO, Duration::plus);
    return new Measured(outcome, cpu.toMillis() / (double) Math.max(1, outcome.checkouts()));
  }

  /**
   * What came of a load.
   *
   * @param cpuMillis of the application and the server for each checkout
   */
  private record Measured(CheckoutLoad.Outcome outcome, double cpuMillis) {}

  private CheckoutLoad load(LookupPlace place, int duration) {
    return new CheckoutLoad(place.organizations(), threads, Duration.ofSeconds(duration));
  }

  private void row(String what, Measured measured, Object... counts) {
    CheckoutLoad.Outcome outcome = measured.outcome();
    List<Object> cells =
        new ArrayList<>(
            List.of(
                what,
                "%.0f".formatted(outcome.rate()),
                cpu(measured.cpuMillis()),
                "%.0f %%".formatted(measured.cpuMillis() / leastMillis * 100),
                millis(outcome.percentile(50)),
                millis(outcome.percentile(99)),
                millis(outcome.percentile(99.9)),
                outcome.failures()));
    cells.addAll(List.of(counts));
    table.row(cells.toArray());
  }

  private static String cpu(double millis) {
    return "%.1f ms".formatted(millis);
  }

  private static String millis(Duration time) {
    return "%.2f ms".formatted(time.toNanos() / 1e6);
  }
}
