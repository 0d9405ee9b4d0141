package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.secret.SecretNameTakenException;
import io.tenantdb.operator.secret.StoreCredentials;
import java.util.Optional;

/** Connection Secrets, with metrics of what became of each sealed string. */
final class MeteredConnectionSecrets implements ConnectionSecrets {
  private final ConnectionSecrets secrets;
  private final MeterRegistry metrics;

  MeteredConnectionSecrets(ConnectionSecrets secrets, MeterRegistry metrics) {
    this.secrets = secrets;
    this.metrics = metrics;
  }

  @Override
  public Optional<PublishedSecret> find(TenantDatabase owner, String name) {
    return secrets.find(owner, name);
  }

  @Override
  public void publish(TenantDatabase owner, StoreCredentials credentials) {
    String outcome = "failed";
    try {
      secrets.publish(owner, credentials);
      outcome = "published";
    } catch (SecretNameTakenException e) {
      outcome = "taken";
      throw e;
    } finally {
      Meters.SEALS.counter(metrics, outcome).increment();
    }
  }
}
