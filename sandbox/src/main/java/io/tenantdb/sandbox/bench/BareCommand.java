package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.tenantdb.sandbox.bench.bare.BareOperator;
import io.tenantdb.sandbox.bench.bare.BareStore;
import io.tenantdb.sandbox.demo.Checkout;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);
  private static final Duration PROBE_TIME = Duration.ofSeconds(5);
  private static final int SINGLES = 30;

  @Option(names = "--stores", defaultValue = "300", description = "Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Mixin private SubjectOptions options = new SubjectOptions();
  @Mixin private Rounds rounds = new Rounds();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (ChildProcesses processes = ChildProcesses.in(folder);
              BenchCluster cluster = BenchCluster.start(folder)) {
            install(cluster);
            Subject subject = new Subject(processes, program(cluster), BareOperator.STARTED);
            subject.start();
            subject.awaitStarted();
            report.title("Bare reconciler");
            report.table(measure(cluster, subject));
          }
        });
  }

  private MarkdownTable measure(BenchCluster cluster, Subject subject) {
    Writer writer = new Writer(cluster.client(), ResourceKind.BARE_STORE);
    try (ReadyWatch watch = ReadyWatch.start(cluster.client(), ResourceKind.BARE_STORE)) {
      long heapBefore = LiveHeap.bytes(subject.pid());
      Map<String, FleetRound> measured =
          rounds.run(stores, names -> round(cluster, subject, writer, watch, names));
      long heapAfter = LiveHeap.bytes(subject.pid());
      MarkdownTable table =
          FleetTable.of(measured)
              .row("live heap a store", kilobytes(heapAfter - heapBefore, rounds.count * stores))
              .row("resident memory", "%d MB".formatted(subject.kernelView().residentBytes() >> 20))
              .row(
                  "one new store on an idle operator",
                  Singles.run(writer, watch, Names.of("single", SINGLES), PAUSE).summary());
      subject.stop();
      return Restart.run(subject, writer, watch, PROBE_INTERVAL, PROBE_TIME).addTo(table);
    }
  }

  private FleetRound round(
      BenchCluster cluster, Subject subject, Writer writer, ReadyWatch watch, List<String> names) {
    Map<String, KernelView> processes = new LinkedHashMap<>();
    processes.put("operator", subject.kernelView());
    processes.put("API server", cluster.apiServer());
    processes.put("etcd", cluster.etcd());
    processes.put("bench", KernelView.ofThisProcess());
    return FleetRound.run(
        cluster, writer, watch, processes, () -> new Counts(Map.of()), names, PATIENCE);
  }

  private static String kilobytes(long bytes, int stores) {
    return "%.1f KB".formatted(bytes / 1024.0 / stores);
  }

  private static void install(BenchCluster cluster) {
    String ours = read(Checkout.file("crds", "manifests", "tenantdatabases.tenantdb.io.yaml"));
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

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read.", e);
    }
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
