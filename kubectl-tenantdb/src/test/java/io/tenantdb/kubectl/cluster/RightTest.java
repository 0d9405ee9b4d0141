package io.tenantdb.kubectl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grants that an administrator is told. */
final class RightTest {
  private static final Pattern ROLE = Pattern.compile("kubectl create (?:cluster)?role (\\S+) ");
  private static final Right SECRET = Right.toGet("secrets", "stores", "acme-connection");

  @Test
  void shouldGrantNoMoreThanTheOneObject() {
    assertThat(SECRET.refusal(said("alice")))
        .startsWith("alice may not get secrets/acme-connection in namespace stores.")
        .contains("--verb=get --resource=secrets --resource-name='acme-connection' -n stores &&")
        .contains("--user='alice' -n stores");
  }

  @Test
  void shouldGrantAListWithoutAName() {
    assertThat(Right.toList("tenantdatabases.tenantdb.io", null).refusal(said("alice")))
        .contains("kubectl create clusterrole list-tenantdatabases-all-alice-")
        .doesNotContain("--resource-name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "https://login.example.com/realms/people#7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f",
        "system:serviceaccount:stores:reader",
        "Größe",
        "---"
      })
  void shouldNameRolesAsKubernetesTakesThem(String user) {
    assertThat(role(SECRET, user)).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?").hasSizeLessThan(64);
  }

  @Test
  void shouldNameARoleOfItsOwnForEveryUserAndObject() {
    // Given
    Right other = Right.toGet("secrets", "stores", "bobby-connection");

    // When / Then
    assertThat(role(SECRET, "alice@example.com"))
        .isEqualTo(role(SECRET, "alice@example.com"))
        .isNotEqualTo(role(SECRET, "bob@example.com"))
        .isNotEqualTo(role(SECRET, "alice.example.com"))
        .isNotEqualTo(role(SECRET, "alice@example.com" + "x".repeat(99)))
        .isNotEqualTo(role(other, "alice@example.com"));
  }

  @Test
  void shouldQuoteAUserForTheShell() {
    assertThat(SECRET.refusal(said("it's $(id)"))).contains("--user='it'\\''s $(id)'");
    assertThat(SECRET.refusal(said("system:serviceaccount:stores:reader")))
        .contains("--serviceaccount='stores:reader'");
  }

  private static String said(String user) {
    return "secrets is forbidden: User \"%s\" cannot get resource".formatted(user);
  }

  private static String role(Right right, String user) {
    Matcher role = ROLE.matcher(right.refusal(said(user)));
    assertThat(role.find()).isTrue();
    return role.group(1);
  }
}
