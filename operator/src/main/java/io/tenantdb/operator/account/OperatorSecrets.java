package io.tenantdb.operator.account;

import java.util.Optional;

/** The Secrets of the operator's own namespace, from a cache. */
public interface OperatorSecrets {

  /** A value of a Secret; empty when the Secret or the key is missing. */
  Optional<byte[]> value(String secretName, String key);

  /** The namespace, for messages. */
  String namespace();
}
