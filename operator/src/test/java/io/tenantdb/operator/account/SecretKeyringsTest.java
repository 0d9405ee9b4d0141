package io.tenantdb.operator.account;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.status.MutableClock;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SecretKeyringsTest {
  private static final UUID ORGANIZATION = new UUID(7, 7);
  private static final TenantDatabaseClass CLASS = tenantClass("standard").build();

  private final FakeOperatorSecrets secrets = new FakeOperatorSecrets();
  private final SecretKeyrings keyrings = new SecretKeyrings(secrets);

  @Test
  void shouldSealWithTheKeyringOfTheSecret() {
    // Given
    Keyring keyring = Keyring.generate(new MutableClock());
    secrets.put("keyring", "keyring.json", keyring.toJwks());

    // When
    String sealed = keyrings.sealer(CLASS).seal("text", ORGANIZATION).jwe();

    // Then
    assertThat(new Sealer(keyring).open(sealed, ORGANIZATION)).isEqualTo("text");
  }

  @Test
  void shouldSayWhichSecretAndKeyAndWhereWhenItIsMissing() {
    // When
    ClassSecretException failure =
        catchThrowableOfType(ClassSecretException.class, () -> keyrings.sealer(CLASS));

    // Then
    assertThat(failure.reason()).isEqualTo(Reason.KeyringMissing);
    assertThat(failure)
        .hasMessageContainingAll("Secret keyring", "key keyring.json", "tenantdb-system");
  }

  @Test
  void shouldSayWhatIsWrongButQuoteNothingWhenItIsInvalid() {
    // Given
    secrets.put(
        "keyring",
        "keyring.json",
        "{\"keys\":[{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}]}");

    // When
    ClassSecretException failure =
        catchThrowableOfType(ClassSecretException.class, () -> keyrings.sealer(CLASS));

    // Then
    assertThat(failure.reason()).isEqualTo(Reason.KeyringInvalid);
    assertThat(failure).hasMessageContainingAll("tenantdb-system/keyring", "32 bytes");
    assertThat(failure.getMessage()).doesNotContain("c2hvcnQ");
  }
}
