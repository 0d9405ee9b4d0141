package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.tenantdb.sandbox.bench.bare.BareOperator;
import io.tenantdb.sandbox.bench.bare.BareStore;
import io.tenantdb.sandbox.demo.Checkout;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.demo.RunFolder;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The floor: what the framework and the API server cost without an operator's work. */
@Command(
    name = "bare",
    mixinStandardHelpOptions = true,
    description = "A bare reconciler: a finalizer, a Secret, a condition; nothing else.")
final class BareCommand implements Callable<Integer> {
  private static final String ACCOUNT = "bare-operator";
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int SINGLES = 30;

  @Option(names = "--stores", defaultValue = "300", description = "Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Mixin private SubjectOptions options = new SubjectOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = RunFolder.under(Path.of(".sandbox").toAbsolutePath());
    try (ChildProcesses processes = ChildProcesses.in(folder);
        BenchCluster cluster = BenchCluster.start(folder)) {
      install(cluster);
      Subject subject = new Subject(processes, program(cluster), BareOperator.STARTED);
      subject.start();
      subject.awaitStarted();
      measure(cluster, subject);
    } finally {
      RunFolder.delete(folder);
    }
    return 0;
  }

  private void measure(BenchCluster cluster, Subject subject) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("Bare reconciler: %s%n%n", Surroundings.line(Clock.systemUTC()));
    Writer writer = new Writer(cluster.client(), ResourceKind.BARE_STORE);
    try (ReadyWatch watch = ReadyWatch.start(cluster.client(), ResourceKind.BARE_STORE)) {
      long heapBefore = LiveHeap.bytes(subject.pid());
      FleetRound cold = round(cluster, subject, writer, watch, "cold");
      FleetRound warm = round(cluster, subject, writer, watch, "warm");
      long heapAfter = LiveHeap.bytes(subject.pid());
      long resident = subject.kernelView().residentBytes();
      Percentiles singles =
          Singles.run(writer, watch, Names.of("single", SINGLES), Duration.ofMillis(100));
      subject.stop();
      Restart restart =
          Restart.run(subject, writer, watch, Duration.ofMillis(250), Duration.ofSeconds(5));
      Map<String, FleetRound> rounds = new LinkedHashMap<>();
      rounds.put("cold", cold);
      rounds.put("warm", warm);
      out.println(
          FleetTable.of(rounds)
              .row("live heap a store", kilobytes(heapAfter - heapBefore, 2 * stores))
              .row("resident memory", "%d MB".formatted(resident >> 20))
              .row("one new store on an idle operator", singles.summary())
              .row("restart: started after", Percentiles.text(restart.started()))
              .row(
                  "restart: store made at the start Ready after",
                  Percentiles.text(restart.atStart()))
              .row(
                  "restart: longest wait of one made afterwards",
                  Percentiles.text(restart.worstInResync()))
              .row("restart: made at: waited", restart.firstProbes(20))
              .row("load average at the end", Surroundings.loadAverage()));
      out.flush();
    }
  }

  private FleetRound round(
      BenchCluster cluster, Subject subject, Writer writer, ReadyWatch watch, String name) {
    Map<String, KernelView> processes = new LinkedHashMap<>();
    processes.put("operator", subject.kernelView());
    processes.put("API server", cluster.apiServer());
    processes.put("etcd", cluster.etcd());
    processes.put("bench", KernelView.ofThisProcess());
    return FleetRound.run(cluster, writer, watch, processes, Names.of(name, stores), PATIENCE);
  }

  private static String kilobytes(long bytes, int stores) {
    return "%.1f KB".formatted(bytes / 1024.0 / stores);
  }

  private static void install(BenchCluster cluster) throws IOException {
    String ours =
        Files.readString(Checkout.file("crds", "manifests", "tenantdatabases.tenantdb.io.yaml"));
    byte[] definition = BareStore.definition(ours).getBytes(StandardCharsets.UTF_8);
    cluster.client().load(new ByteArrayInputStream(definition)).serverSideApply();
    cluster
        .client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(ResourceKind.NAMESPACE)
                .endMetadata()
                .build())
        .create();
    cluster
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject(null, "ServiceAccount", ACCOUNT, ResourceKind.NAMESPACE)
                .build())
        .create();
  }

  private Program program(BenchCluster cluster) {
    Path kubeconfig = cluster.server().kubeconfigFor(ResourceKind.NAMESPACE, ACCOUNT);
    return JavaProgram.of(
        "bare-operator",
        BareOperator.class,
        options.jvmOptions(),
        Map.of("KUBECONFIG", kubeconfig.toString()));
  }
}
