package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.demo.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A platform asks for stores by rows. */
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = "How soon rows that a platform inserts are TenantDatabases, and stores.")
final class IntakeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(5);

  private static final String INSERT =
      "insert into organizations (id, name) select id, 'Store' from unnest(?) as asked (id)";
  private static final String TAKEN = "select count(*) from tenant_intake";
  private static final String WATCHES =
      """
      select count(*) from pg_stat_activity
      where application_name = 'tenantdb-operator' and query like '%organizations%'
      """;
  private static final String ACTIVE =
      "select count(*) from tenant_databases where organization_id = ? and status = 'active'";

  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private SubjectOptions jvm = new SubjectOptions();

  @Option(
      names = "--times",
      defaultValue = "20",
      description = "Rows that come alone. Default: ${DEFAULT-VALUE}.")
  private int times;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, times);
              Connection registry = place.registry()) {
            Installation.applyOptions(place.cluster().client());
            place.tenantClass().takeIn(ResourceKind.NAMESPACE);
            await(() -> count(registry, WATCHES) > 0);
            report.title("Rows of organizations become stores");
            measure(place.cluster().client(), registry, report);
          } catch (SQLException e) {
            throw new IllegalStateException("The registry failed.", e);
          }
        });
  }

  private void measure(KubernetesClient client, Connection registry, Report report)
      throws SQLException {
    List<Duration> seen = new ArrayList<>();
    List<Duration> active = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      UUID id = UUID.randomUUID();
      long start = System.nanoTime();
      insert(registry, List.of(id));
      await(() -> isThere(client, id));
      seen.add(since(start));
      await(() -> count(registry, ACTIVE, id) > 0);
      active.add(since(start));
    }
    MarkdownTable table = new MarkdownTable("after the insert", "took");
    table.row("one row: its TenantDatabase is there", Percentiles.of(seen).summary());
    table.row("one row: the registry says active", Percentiles.of(active).summary());
    table.row(
        "%d rows at once: all TenantDatabases are there".formatted(options.stores),
        Percentiles.text(burst(registry)));
    report.table(table);
  }

  private Duration burst(Connection registry) throws SQLException {
    long before = count(registry, TAKEN);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < options.stores; i++) {
      ids.add(UUID.randomUUID());
    }
    long start = System.nanoTime();
    insert(registry, ids);
    await(() -> count(registry, TAKEN) == before + ids.size());
    return since(start);
  }

  private static void insert(Connection registry, List<UUID> ids) throws SQLException {
    try (PreparedStatement insert = registry.prepareStatement(INSERT)) {
      insert.setArray(1, registry.createArrayOf("uuid", ids.toArray()));
      insert.executeUpdate();
    }
  }

  private static boolean isThere(KubernetesClient client, UUID organization) {
    return client
            .resources(TenantDatabase.class)
            .inNamespace(ResourceKind.NAMESPACE)
            .withName("org-" + organization)
            .get()
        != null;
  }

  private static long count(Connection registry, String sql, Object... values) throws SQLException {
    try (PreparedStatement query = registry.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Something that can be looked at. */
  private interface Sight {
    boolean isSeen() throws SQLException;
  }

  private static void await(Sight sight) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!sight.isSeen()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("nothing happened within " + PATIENCE);
      }
      Interruptions.pause(POLL);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
