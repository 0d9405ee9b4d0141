package io.tenantdb.sealing;

/**
 * A keyring that can't be used. The message says which key is wrong and how, never key material.
 */
public final class KeyringException extends RuntimeException {

  KeyringException(String message) {
    super(message);
  }
}
