package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.argocd.Application;
import io.tenantdb.sandbox.argocd.Application.State;
import io.tenantdb.sandbox.argocd.ArgoCd;
import io.tenantdb.sandbox.argocd.GitRepository;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A test's world whose stores come from Git, by a real Argo CD. */
final class GitOps implements AutoCloseable {
  private static final Path STATE = Path.of("target", "argocd");

  private final StoreWorld world;
  private final GitRepository repository;
  private final ArgoCd argo;
  private boolean operating;

  private GitOps(StoreWorld world, GitRepository repository, ArgoCd argo) {
    this.world = world;
    this.repository = repository;
    this.argo = argo;
  }

  /** One whose operator is not started yet. */
  static GitOps on(KubernetesApiServer cluster) throws Exception {
    StoreWorld world = StoreWorld.on(cluster);
    GitRepository repository = GitRepository.in(STATE.resolve(world.namespace()));
    return new GitOps(world, repository, ArgoCd.start(cluster, STATE));
  }

  StoreWorld world() {
    return world;
  }

  /** The operator reconciles from now on, if it does not yet. */
  void startOperator() {
    if (!operating) {
      world.startOperator();
      operating = true;
    }
  }

  void stopOperator() {
    world.stopOperator();
    operating = false;
  }

  GitRepository git() {
    return repository;
  }

  /** The examples, fit for this world. */
  Manifests manifests() {
    return new Manifests(world, repository.url());
  }

  /** Commits a store to a folder, in a file of its own. */
  void commit(String folder, String name, TenantDatabaseSpec spec) throws Exception {
    commit(folder, name, spec, Map.of());
  }

  /** The same with annotations. */
  void commit(String folder, String name, TenantDatabaseSpec spec, Map<String, String> annotations)
      throws Exception {
    TenantDatabase store = new TenantDatabase();
    store.setMetadata(new ObjectMetaBuilder().withName(name).withAnnotations(annotations).build());
    store.setSpec(spec);
    repository.write(file(folder, name), Serialization.asYaml(store));
    repository.commit("Store " + name);
  }

  /** Commits that stores are gone, all at once. */
  void commitRemoval(String folder, Iterable<String> names) throws Exception {
    for (String name : names) {
      repository.remove(file(folder, name));
    }
    repository.commit("Stores that are gone");
  }

  private static String file(String folder, String name) {
    return folder + "/" + name + ".yaml";
  }

  /** Applies an Application or ApplicationSet. */
  Application apply(GenericKubernetesResource application) {
    world.client().resource(application).create();
    return application(application.getMetadata().getName());
  }

  Application application(String name) {
    return new Application(world.client(), name);
  }

  /** Waits until Argo CD says this of the Application. */
  static void await(Application application, String sync, String health) {
    eventually(
        () -> {
          State state = application.state();
          assertThat(state.sync() + " " + state.health())
              .as(state.toString())
              .isEqualTo(sync + " " + health);
        });
  }

  /** Waits until Argo CD says this of a store; returns its message. */
  static String awaitStore(Application application, String store, String health) {
    eventually(
        () ->
            assertThat(application.of("TenantDatabase", store))
                .as(() -> application.state().toString())
                .hasValueSatisfying(known -> assertThat(known.health()).isEqualTo(health)));
    return application.of("TenantDatabase", store).orElseThrow().message();
  }

  /** Has Argo CD look again, without any cache, and waits until it did. */
  static void lookAgain(Application application) {
    String before = application.reconciledAt();
    eventually(
        () -> {
          application.refreshHard();
          assertThat(application.reconciledAt()).isNotEqualTo(before);
        });
  }

  static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(assertion);
  }

  /** Looks for a while; fails at the first look at which it does not hold. */
  static void throughout(Duration time, Callable<Boolean> holds) throws Exception {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      assertThat(holds.call()).isTrue();
      Thread.sleep(StoreWorld.POLL);
    }
  }

  /** Argo CD goes first, so that it brings nothing back. */
  @Override
  public void close() throws IOException {
    argo.close();
    world
        .cluster()
        .kubectl()
        .run("delete", "applicationsets", "--all", "--cascade=orphan", "-n", ArgoCd.NAMESPACE);
    Application.all(world.client()).forEach(Application::abandon);
    world.close();
  }
}
