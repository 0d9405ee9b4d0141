package io.tenantdb.kubectl.cluster;

import io.tenantdb.api.TenantDatabase;

/** A TenantDatabase's name and namespace. */
public record StoreName(String namespace, String name) {

  /** The name of a store. */
  public static StoreName of(TenantDatabase store) {
    return new StoreName(store.getMetadata().getNamespace(), store.getMetadata().getName());
  }

  /** As arguments of a command. */
  public String asArguments() {
    return "%s -n %s".formatted(name, namespace);
  }

  /** The command that ends its suspension. */
  public String resumption() {
    return "kubectl patch tdb %s --type=merge -p '{\"spec\":{\"suspended\":false}}'"
        .formatted(asArguments());
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
