package io.tenantdb.operator.simulation;

import io.tenantdb.operator.secret.StoreCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A connection Secret in the cluster.
 *
 * @param ownerUid null for one that a person made
 * @param credentials what it holds; null for one that a person made
 * @param isWhole false after somebody took a part of it out
 */
record SecretObject(
    String namespace,
    String name,
    @Nullable String ownerUid,
    @Nullable StoreCredentials credentials,
    boolean isWhole) {

  String key() {
    return namespace + "/" + name;
  }

  boolean isOwnedBy(String uid) {
    return uid.equals(ownerUid);
  }
}
