package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.operator.secret.TakenNames;
import java.util.Optional;

/** A process's reading and writing of connection Secrets. */
final class ConnectionObjects implements ConnectionSecrets {
  private final World world;
  private final SimulatedOperator process;

  ConnectionObjects(World world, SimulatedOperator process) {
    this.world = world;
    this.process = process;
  }

  @Override
  public Optional<PublishedSecret> find(TenantDatabase owner, String name) {
    return process
        .secrets()
        .get(owner.getMetadata().getNamespace() + "/" + name)
        .filter(secret -> secret.isOwnedBy(owner.getMetadata().getUid()) && secret.isWhole())
        .map(SecretObject::credentials)
        .map(
            c ->
                new PublishedSecret(
                    c.name(),
                    c.branchId(),
                    c.endpointId(),
                    c.role(),
                    c.format(),
                    c.sealed(),
                    isAlone(owner, c.name())));
  }

  private boolean isAlone(TenantDatabase owner, String name) {
    String uid = owner.getMetadata().getUid();
    return process.secrets().all().stream()
        .noneMatch(secret -> secret.isOwnedBy(uid) && !secret.key().endsWith("/" + name));
  }

  @Override
  public void publish(TenantDatabase owner, StoreCredentials credentials) {
    String uid = owner.getMetadata().getUid();
    SecretObject secret =
        new SecretObject(
            owner.getMetadata().getNamespace(), credentials.name(), uid, credentials, true);
    process.secrets().all().stream()
        .filter(other -> other.isOwnedBy(uid) && !other.key().equals(secret.key()))
        .forEach(
            other ->
                process.api(
                    "deleting Secret " + other.key(),
                    () -> world.cluster.deleteSecret(other.key())));
    process.api("Secret " + secret.key(), () -> write(owner, secret));
  }

  private void write(TenantDatabase owner, SecretObject secret) {
    boolean taken =
        world
            .cluster
            .secret(secret.key())
            .filter(existing -> !existing.isOwnedBy(owner.getMetadata().getUid()))
            .isPresent();
    if (taken) {
      throw TakenNames.exception(secret.key());
    }
    if (world.history.isTold()) {
      world.history.tell(process.name(), "PUBLISHES " + secret.key());
    }
    world.judge.published(owner, secret);
    process.secrets().written(world.cluster.put(secret));
  }
}
