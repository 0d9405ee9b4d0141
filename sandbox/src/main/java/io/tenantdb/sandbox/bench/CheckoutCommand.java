package io.tenantdb.sandbox.bench;

import io.tenantdb.connections.PoolTerms;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.sandbox.bench.lookup.CheckoutLoad;
import io.tenantdb.sandbox.bench.lookup.LookupPlace;
import io.tenantdb.sandbox.bench.lookup.PoolForEach;
import java.time.Duration;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Report report = new Report(spec);
    report.title(
        "%d stores behind %d connections, %d threads".formatted(stores, connections, threads));
    MarkdownTable table =
        new MarkdownTable("", "a second", "P50", "P99", "P99.9", "failed", "pools at the end");
    try (LookupPlace place = new LookupPlace(stores, connections)) {
      CheckoutLoad load =
          new CheckoutLoad(place.organizations(), threads, Duration.ofSeconds(seconds));
      PoolTerms terms =
          PoolTerms.standard()
              .sized(connections, PER_STORE, PoolTerms.standard().maxPools())
              .waiting(PATIENCE, PATIENCE);
      try (TenantConnections ours = place.connections(terms)) {
        CheckoutLoad.Outcome outcome = load.run(ours::getConnection);
        row(table, "connections/", outcome, ours.statistics().pools());
      }
      try (PoolForEach theirs = new PoolForEach(place::login, PER_STORE, PATIENCE.toMillis())) {
        CheckoutLoad.Outcome outcome = load.run(theirs::take);
        row(table, "a HikariCP pool for each store", outcome, theirs.size());
      }
    }
    report.table(table);
    return 0;
  }

  private static void row(
      MarkdownTable table, String what, CheckoutLoad.Outcome outcome, int pools) {
    table.row(
        what,
        "%.0f".formatted(outcome.rate()),
        millis(outcome.percentile(50)),
        millis(outcome.percentile(99)),
        millis(outcome.percentile(99.9)),
        outcome.failures(),
        pools);
  }

  private static String millis(Duration time) {
    return "%.2f ms".formatted(time.toNanos() / 1e6);
  }
}
