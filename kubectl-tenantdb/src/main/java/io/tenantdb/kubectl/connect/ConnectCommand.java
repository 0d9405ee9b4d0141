package io.tenantdb.kubectl.connect;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ClusterOptions;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.StoreName;
import io.tenantdb.kubectl.terminal.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens psql with a store's credentials. */
@Command(
    name = "connect",
    description =
        "Runs psql in a store's database, with the store's own credentials. They are in no command line and no output.")
public final class ConnectCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions where = new ClusterOptions();
  @Mixin private KeyringOptions keyring = new KeyringOptions();

  @Option(names = "--direct", description = "Past the pooler, to the compute itself.")
  private boolean isDirect;

  @Parameters(index = "0", paramLabel = "NAME", description = "The TenantDatabase.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description = "What psql gets, behind --, for example: connect acme -- -c 'select 1'")
  private List<String> arguments = List.of();

  /** The command on a person's console. */
  public ConnectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Psql().run(new PsqlEnvironment(System.getenv(), target()).variables(), arguments);
  }

  /** The cluster is closed again before a session that may last. */
  private ConnectionUri target() {
    try (Cluster cluster = where.open()) {
      TenantDatabase store = cluster.store(name);
      ConnectionUri pooled = new StoreCredentials(cluster, store).inUse().uri(keyring);
      warn(store);
      return isDirect ? pooled.direct() : pooled;
    }
  }

  private void warn(TenantDatabase store) {
    Conditions.ready(store)
        .filter(ready -> !Conditions.isTrue(ready))
        .ifPresent(
            ready ->
                console.tell(
                    "Store %s is not Ready (%s); trying nevertheless."
                        .formatted(StoreName.of(store), ready.getReason())));
  }
}
