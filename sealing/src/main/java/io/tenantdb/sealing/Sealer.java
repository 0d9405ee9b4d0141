package io.tenantdb.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.tenantdb.sealing.SealedStringException.Tampered;
import io.tenantdb.sealing.SealedStringException.UnknownKey;
import io.tenantdb.sealing.SealedStringException.WrongOrganization;
import java.security.Provider;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Seals connection strings and opens them: JWE compact, {@code alg} dir, {@code enc} A256GCM, the
 * key id and the organization in the protected header. The cipher is Bouncy Castle's; the provider
 * is not registered in the JVM. Thread-safe.
 */
public final class Sealer {

  /** Made once: to register its algorithms for each store took a third of the operator's CPU. */
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final Keyring keyring;

  public Sealer(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * Seals a string for one organization with the newest key. Every call gives another text.
   *
   * @throws IllegalArgumentException if there is nothing to seal
   */
  public SealedString seal(String plain, UUID organizationId) {
    if (plain.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to seal: the string is empty");
    }
    SealingKey key = keyring.newest();
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .keyID(key.id())
            .customParam(CompactJwe.ORGANIZATION, organizationId.toString())
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(plain));
    try {
      DirectEncrypter encrypter = new DirectEncrypter(key.secret());
      encrypter.getJCAContext().setContentEncryptionProvider(BOUNCY_CASTLE);
      jwe.encrypt(encrypter);
    } catch (JOSEException e) {
      throw new IllegalStateException("AES-256-GCM is not available in this JVM", e);
    }
    return new SealedString(jwe.serialize());
  }

  /**
   * Opens a sealed string of the organization.
   *
   * @throws SealedStringException saying why it is not opened; nothing is returned in part
   */
  public String open(String jwe, UUID expectedOrganizationId) {
    CompactJwe compact = CompactJwe.parse(jwe);
    SealedHeader header = compact.header();
    if (!header.organizationId().equals(expectedOrganizationId)) {
      throw new WrongOrganization(expectedOrganizationId, header.organizationId());
    }
    SealingKey key =
        keyring.find(header.keyId()).orElseThrow(() -> new UnknownKey(header.keyId(), keyring));
    try {
      DirectDecrypter decrypter = new DirectDecrypter(key.secret());
      decrypter.getJCAContext().setContentEncryptionProvider(BOUNCY_CASTLE);
      compact.jwe().decrypt(decrypter);
    } catch (JOSEException e) {
      throw new Tampered(key.id());
    }
    return compact.jwe().getPayload().toString();
  }

  /**
   * Whether the text is a sealed string that opens to {@code plain} for the organization. A writer
   * asks this before it seals anew, since sealing never gives the same text twice. It says nothing
   * about the age of the key: compare {@link SealedString#header(String)} with {@link
   * Keyring#sealingKeyId()}.
   */
  public boolean opensTo(String jwe, String plain, UUID organizationId) {
    try {
      return open(jwe, organizationId).equals(plain);
    } catch (SealedStringException e) {
      return false;
    }
  }
}
