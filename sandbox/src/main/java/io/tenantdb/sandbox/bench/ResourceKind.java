package io.tenantdb.sandbox.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A kind of resource that stores are made of, and how one is written down. */
enum ResourceKind {
  /** Ours. */
  TENANT_DATABASE("tenantdb.io", "TenantDatabase", "tenantdatabases"),
  /** The bare reconciler's. */
  BARE_STORE("bench.tenantdb.io", "BareStore", "barestores");

  /** Where the stores live. */
  static final String NAMESPACE = "bench";

  /** The class that all stores name. */
  static final String CLASS = "bench";

  private final String group;
  private final String kind;
  private final String plural;

  ResourceKind(String group, String kind, String plural) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
  }

  String plural() {
    return plural;
  }

  String collectionPath() {
    return "/apis/%s/v1alpha1/namespaces/%s/%s".formatted(group, NAMESPACE, plural);
  }

  String path(String name) {
    return collectionPath() + "/" + name;
  }

  /** What a person would apply. */
  String json(String name) {
    return """
        {"apiVersion":"%s/v1alpha1","kind":"%s","metadata":{"name":"%s","namespace":"%s"},\
        "spec":{"organizationId":"%s","storeName":"Store %s","subdomain":"%s","className":"%s"}}"""
        .formatted(group, kind, name, NAMESPACE, organizationId(name), name, name, CLASS);
  }

  static String organizationId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
