package io.tenantdb.operator.account;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Secrets of the operator's namespace, in memory. */
public final class FakeOperatorSecrets implements OperatorSecrets {
  private final Map<String, byte[]> values = new HashMap<>();

  public void put(String secretName, String key, String value) {
    values.put(secretName + "/" + key, value.getBytes(StandardCharsets.UTF_8));
  }

  public void remove(String secretName, String key) {
    values.remove(secretName + "/" + key);
  }

  @Override
  public Optional<byte[]> value(String secretName, String key) {
    return Optional.ofNullable(values.get(secretName + "/" + key));
  }

  @Override
  public String namespace() {
    return "tenantdb-system";
  }
}
