package io.tenantdb.sandbox.bench;

import io.tenantdb.connections.PoolTerms;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.sandbox.bench.lookup.Happenings;
import io.tenantdb.sandbox.bench.lookup.LookupPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long an application takes to find a store that it never met. */
@Command(
    name = "cold",
    mixinStandardHelpOptions = true,
    description = "From a host name to the data source of a store that the process never met.")
final class ColdCommand implements Callable<Integer> {
  /** What the registry is asked; the server does the same work for it. */
  private static final String QUESTION =
      "select organization_id, subdomain, status, connection_string_encrypted"
          + " from tenant_databases where subdomain = ?";

  private static final int CROWDS = 20;

  @Option(
      names = "--stores",
      defaultValue = "10000",
      description = "The first half warms up. Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Option(
      names = "--threads",
      defaultValue = "1000",
      description = "That ask for one store at once. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Spec private CommandSpec spec;

  private final MarkdownTable table =
      new MarkdownTable("look-up", "P50", "P99", "stores", "questions to the registry");
  private final Happenings happenings = new Happenings();

  @Override
  public Integer call() throws Exception {
    Report report = new Report(spec);
    report.title("A look-up of stores that are not known, of %d".formatted(stores));
    try (LookupPlace place = new LookupPlace(stores + CROWDS, 1)) {
      bare(place);
      try (TenantConnections ours = place.connections(PoolTerms.standard(), happenings)) {
        oneByOne(ours);
        crowds(ours);
      }
    }
    report.table(table);
    return 0;
  }

  private void bare(LookupPlace place) throws Exception {
    try (Connection registry = place.registry()) {
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < stores; i++) {
        String label = LookupPlace.label(i);
        times.add(time(() -> ask(registry, label)));
      }
      row("bare: the question alone, on an open session", warm(times), stores / 2, stores / 2);
    }
  }

  private static boolean ask(Connection registry, String label) throws Exception {
    try (PreparedStatement question = registry.prepareStatement(QUESTION)) {
      question.setString(1, label);
      try (ResultSet rows = question.executeQuery()) {
        return rows.next() && rows.getString(2).equals(label);
      }
    }
  }

  private void oneByOne(TenantConnections ours) throws Exception {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < stores; i++) {
      if (i == stores - stores / 2) {
        happenings.reset();
      }
      String host = LookupPlace.host(i);
      times.add(time(() -> ours.forHost(host)));
    }
    row("`forHost`, one after another", warm(times), stores / 2, happenings.questions());
  }

  private static List<Duration> warm(List<Duration> times) {
    return times.subList(times.size() - times.size() / 2, times.size());
  }

  private void crowds(TenantConnections ours) throws Exception {
    List<Duration> times = new ArrayList<>();
    happenings.reset();
    try (ExecutorService crowd = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < CROWDS; i++) {
        times.addAll(atOnce(crowd, ours, LookupPlace.host(stores + i)));
      }
    }
    row(
        "`forHost`, %d threads ask for one store at once".formatted(threads),
        times,
        CROWDS,
        happenings.questions());
  }

  private List<Duration> atOnce(ExecutorService crowd, TenantConnections ours, String host)
      throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    List<Future<Duration>> answers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      answers.add(
          crowd.submit(
              () -> {
                ready.countDown();
                ready.await();
                return time(() -> ours.forHost(host));
              }));
    }
    List<Duration> times = new ArrayList<>();
    for (Future<Duration> answer : answers) {
      times.add(answer.get());
    }
    return times;
  }

  private static Duration time(Callable<?> lookup) throws Exception {
    long before = System.nanoTime();
    Object unused = lookup.call();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private void row(String what, List<Duration> times, int ofStores, int questions) {
    Percentiles percentiles = Percentiles.of(times);
    table.row(what, millis(percentiles.at(50)), millis(percentiles.at(99)), ofStores, questions);
  }

  private static String millis(Duration time) {
    return "%.2f ms".formatted(time.toNanos() / 1e6);
  }
}
