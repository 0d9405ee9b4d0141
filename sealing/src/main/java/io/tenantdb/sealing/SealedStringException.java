package io.tenantdb.sealing;

import java.util.UUID;

/** Why a sealed string was not opened. Messages hold no plain text and no key material. */
public abstract sealed class SealedStringException extends RuntimeException {

  private SealedStringException(String message) {
    super(message);
  }

  /**
   * The text is not a sealed string of the one form that is written: truncated, foreign, or with
   * other algorithms.
   */
  public static final class NotASealedString extends SealedStringException {
    NotASealedString(String what) {
      super("not a sealed string: " + what);
    }
  }

  /**
   * It was sealed with a key that is not in the keyring: an old one that was dropped, or another
   * installation's.
   */
  public static final class UnknownKey extends SealedStringException {
    UnknownKey(String keyId, Keyring keyring) {
      super(
          "sealed with key \"%s\", which is not in the keyring (it has %s); open it with the keyring that sealed it"
              .formatted(keyId, keyring.keyIds()));
    }
  }

  /** It belongs to another organization than the one it was opened for. */
  public static final class WrongOrganization extends SealedStringException {
    WrongOrganization(UUID expected, UUID found) {
      super("sealed for organization %s, not for %s".formatted(found, expected));
    }
  }

  /**
   * Something in it was changed after it was sealed, or the key has the right id and the wrong
   * value.
   */
  public static final class Tampered extends SealedStringException {
    Tampered(String keyId) {
      super(
          "the sealed string does not verify with key \"%s\": it was changed, or the key is not the one that sealed it"
              .formatted(keyId));
    }
  }
}
