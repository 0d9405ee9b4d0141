package io.tenantdb.operator.account;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.api.Reason;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.neon.FakeNeonApi;
import io.tenantdb.operator.status.MutableClock;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NeonAccountsTest {
  private final FakeOperatorSecrets secrets = new FakeOperatorSecrets();
  private final List<Made> made = new ArrayList<>();
  private final NeonAccounts accounts = new NeonAccounts(secrets, this::client);

  private record Made(String account, URI url, Secret key) {}

  @Test
  void shouldReadTheKeyOfTheSecretWithoutTheLineBreakPeopleLeave() {
    // Given
    secrets.put("neon", "api-key", "napi_1\n");

    // When
    accounts.account(tenantClass("standard").build());

    // Then
    assertThat(made)
        .singleElement()
        .returns(new Secret("napi_1"), Made::key)
        .returns(URI.create("https://console.neon.tech/api/v2"), Made::url);
  }

  @Test
  void shouldKeepClientWhileTheKeyIsTheSame() {
    // Given
    secrets.put("neon", "api-key", "napi_1");

    // When
    NeonApi first = accounts.account(tenantClass("standard").build());
    NeonApi second = accounts.account(tenantClass("other").build());

    // Then
    assertThat(second).isSameAs(first);
    assertThat(made).hasSize(1);
  }

  @Test
  void shouldMakeClientOfTheSameAccountWhenTheKeyIsReplaced() {
    // Given
    secrets.put("neon", "api-key", "napi_1");
    accounts.account(tenantClass("standard").build());

    // When
    secrets.put("neon", "api-key", "napi_2");
    accounts.account(tenantClass("standard").build());

    // Then
    assertThat(made)
        .extracting(Made::key)
        .containsExactly(new Secret("napi_1"), new Secret("napi_2"));
    assertThat(made.getFirst().account()).isEqualTo(made.getLast().account());
  }

  @Test
  void shouldTellAccountsApartByUrlSecretAndKey() {
    // Given
    secrets.put("neon", "api-key", "napi_1");
    secrets.put("neon", "second", "napi_1");

    // When
    accounts.account(tenantClass("a").build());
    accounts.account(tenantClass("b").apiKey(null, "neon", "second").build());
    accounts.account(tenantClass("c").apiKey("http://127.0.0.1:8080", "neon", null).build());

    // Then
    assertThat(made).extracting(Made::account).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void shouldSayWhichSecretAndKeyAndWhereWhenItIsMissing() {
    // When
    ClassSecretException failure =
        catchThrowableOfType(
            ClassSecretException.class, () -> accounts.account(tenantClass("a").build()));

    // Then
    assertThat(failure.reason()).isEqualTo(Reason.KeyMissing);
    assertThat(failure).hasMessageContainingAll("Secret neon", "key api-key", "tenantdb-system");
  }

  @Test
  void shouldTakeBlankKeyForMissing() {
    // Given
    secrets.put("neon", "api-key", " \n");

    // When
    ClassSecretException failure =
        catchThrowableOfType(
            ClassSecretException.class, () -> accounts.account(tenantClass("a").build()));

    // Then
    assertThat(failure.reason()).isEqualTo(Reason.KeyMissing);
  }

  @Test
  void shouldNotNameTheKeyInTheAccount() {
    // Given
    secrets.put("neon", "api-key", "napi_secret");

    // When
    accounts.account(tenantClass("standard").build());

    // Then
    assertThat(made.toString()).doesNotContain("napi_secret");
  }

  private NeonApi client(String account, URI url, Secret key) {
    made.add(new Made(account, url, key));
    return new FakeNeonApi(new MutableClock());
  }
}
