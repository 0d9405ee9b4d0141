package io.tenantdb.kubectl.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the caller's rights let the command read. It writes nothing. */
public final class Cluster implements AutoCloseable {
  private static final long PAGE = 500;
  private static final String STORES = "tenantdatabases.tenantdb.io";
  private static final String CLASSES = "tenantdatabaseclasses.tenantdb.io";
  private static final String LEASE = "tenantdb-operator";

  private final KubernetesClient client;
  private final Refusals refusals;
  private final String namespace;
  private final String operatorNamespace;

  Cluster(Config config, String namespace, String operatorNamespace) {
    this.client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withKubernetesSerialization(serialization())
            .build();
    this.refusals = new Refusals(config.getMasterUrl());
    this.namespace = namespace;
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * A newer operator may know phases and fields that this command does not. All kinds are read by
   * their types, so that Java need not load every type of Kubernetes at the start.
   */
  private static KubernetesSerialization serialization() {
    return new KubernetesSerialization(
        JsonMapper.builder()
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build(),
        false);
  }

  /** The namespace that the command was given. */
  public String namespace() {
    return namespace;
  }

  /** The namespace of the operator, its keyrings and its Lease. */
  public String operatorNamespace() {
    return operatorNamespace;
  }

  /**
   * The store of this name.
   *
   * @throws PluginException when there is none; it names those that may be meant
   */
  public TenantDatabase store(String name) {
    if (name.isBlank()) {
      throw new PluginException(ExitStatus.USAGE, "The name of the store is empty.");
    }
    TenantDatabase store =
        refusals.ask(
            Right.toGet(STORES, namespace, name),
            () ->
                client.resources(TenantDatabase.class).inNamespace(namespace).withName(name).get());
    if (store == null) {
      throw new PluginException(ExitStatus.NOT_FOUND, new Namesakes(this).missing(name, namespace));
    }
    return store;
  }

  /** Hands over every store, a page at a time; {@code null} for all namespaces. */
  public void eachStore(@Nullable String where, Consumer<TenantDatabase> consumer) {
    String next = null;
    do {
      var page = page(where, new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.items().forEach(consumer);
      next = page.next();
    } while (next != null && !next.isEmpty());
  }

  /** Stores of all namespaces that a field selector picks. */
  List<TenantDatabase> storesWhere(String fieldSelector) {
    return page(null, new ListOptionsBuilder().withFieldSelector(fieldSelector).build()).items();
  }

  /** The stores of one organization, in all namespaces. */
  public List<TenantDatabase> storesOf(String organizationId) {
    return storesWhere("spec.organizationId=" + organizationId);
  }

  private record Page(List<TenantDatabase> items, @Nullable String next) {}

  private Page page(@Nullable String where, ListOptions options) {
    var stores = client.resources(TenantDatabase.class);
    var list =
        refusals.ask(
            Right.toList(STORES, where),
            () ->
                where == null
                    ? stores.inAnyNamespace().list(options)
                    : stores.inNamespace(where).list(options));
    return new Page(list.getItems(), list.getMetadata().getContinue());
  }

  /** All classes. */
  public List<TenantDatabaseClass> classes() {
    return refusals.ask(
        Right.toList(CLASSES, null),
        () -> client.resources(TenantDatabaseClass.class).list().getItems());
  }

  /** A class, unless there is none of that name. */
  public Optional<TenantDatabaseClass> storeClass(String name) {
    return refusals.ask(
        Right.toGet(CLASSES, null, name),
        () ->
            Optional.ofNullable(client.resources(TenantDatabaseClass.class).withName(name).get()));
  }

  /** A Secret, unless there is none of that name. */
  public Optional<Secret> secret(String where, String name) {
    return refusals.ask(
        Right.toGet("secrets", where, name),
        () -> Optional.ofNullable(client.secrets().inNamespace(where).withName(name).get()));
  }

  /** What was told of a store. */
  public List<Event> events(TenantDatabase store) {
    String where = store.getMetadata().getNamespace();
    return refusals.ask(
        Right.toList("events.events.k8s.io", where),
        () ->
            new ArrayList<>(
                client
                    .events()
                    .v1()
                    .events()
                    .inNamespace(where)
                    .withField("regarding.uid", store.getMetadata().getUid())
                    .list()
                    .getItems()));
  }

  /** The Lease of the process that acts, unless there is none. */
  public Optional<Lease> lease() {
    return refusals.ask(
        Right.toGet("leases.coordination.k8s.io", operatorNamespace, LEASE),
        () ->
            Optional.ofNullable(
                client.leases().inNamespace(operatorNamespace).withName(LEASE).get()));
  }

  @Override
  public void close() {
    client.close();
  }
}
