package io.tenantdb.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.kubectl.Person.Answer;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands, from their arguments to what an API server answers. */
final class TenantdbPluginTest {
  private static final String API = "/apis/tenantdb.io/v1alpha1";
  private static final String STORES = API + "/namespaces/stores/tenantdatabases";
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/stores/events";

  @TempDir private Path folder;
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeApiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer tenantdb(String... arguments) throws IOException {
    return Person.of(folder, server.address()).tenantdb(arguments);
  }

  private static String store(String reason, String more) {
    return """
    {"apiVersion": "tenantdb.io/v1alpha1", "kind": "TenantDatabase",
     "metadata": {"name": "acme", "namespace": "stores", "uid": "u-1", "generation": 1},
     "spec": {"organizationId": "7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f", "storeName": "Acme"%s},
     "status": {"observedGeneration": 1, "phase": "Failed"%s, "binding": {"name": "acme-connection"},
       "conditions": [{"type": "Ready", "status": "False", "reason": "%s", "message": "Told."}]}}
    """
        .formatted(more, more, reason);
  }

  @Test
  void shouldReadStoresOfANewerOperator() throws IOException {
    // Given
    String store = store("MigrationFailed", ", \"newInVersion9\": {\"a\": [1]}");
    server.answer(STORES + "/acme", 200, store);
    server.answer(
        STORES,
        200,
        "{\"kind\": \"TenantDatabaseList\", \"metadata\": {}, \"items\": [%s]}".formatted(store));

    // When
    Answer why = tenantdb("why", "acme");
    Answer status = tenantdb("status");

    // Then
    assertThat(why.status()).as(why.err()).isZero();
    assertThat(why.out()).contains("Not Ready (MigrationFailed). Told.");
    assertThat(status.status()).as(status.err()).isZero();
    assertThat(status.out()).startsWith("1 stores in namespace stores, 0 Ready");
  }

  @Test
  void shouldNotCallAServerUnreachableWhoseAnswerItCanNotRead() throws IOException {
    // Given
    server.answer(STORES + "/acme", 200, "{\"metadata\": {\"name\": \"acme\"}, \"spec\": [7]}");
    server.answer(STORES + "/torn", 200, "{\"metadata\": {\"na");

    // When / Then
    for (String name : new String[] {"acme", "torn"}) {
      Answer answer = tenantdb("why", name);
      assertThat(answer.status()).as(answer.err()).isEqualTo(70);
      assertThat(answer.err())
          .contains("can't read what the API server at " + server.address())
          .hasLineCount(1);
    }
  }

  @Test
  void shouldSayThatNobodyAnswers() throws IOException {
    // Given
    server.close();

    // When
    Answer answer = tenantdb("why", "acme");

    // Then
    assertThat(answer.status()).isEqualTo(69);
    assertThat(answer.err()).contains(server.address(), "can't be reached").hasLineCount(1);
  }

  @Test
  void shouldNotAdviseToDeleteAStoreWhoseRivalItMayNotSee() throws IOException {
    // Given
    server.answer(STORES + "/acme", 200, store("OrganizationClaimed", ""));

    // When
    Answer answer = tenantdb("why", "acme");

    // Then
    assertThat(answer.out())
        .contains("Next      kubectl describe tdb acme -n stores")
        .doesNotContain("kubectl delete");
  }

  @Test
  void shouldTellNotBeingAllowedFromOtherFailures() throws IOException {
    // Given
    server.answer(STORES + "/acme", 200, store("MigrationFailed", ", \"className\": \"shared\""));
    server.answer(EVENTS, 503, "{\"kind\": \"Status\", \"code\": 503, \"message\": \"busy\"}");
    server.answer(API + "/tenantdatabaseclasses/shared", 503, "{\"kind\": \"Status\"}");

    // When
    Answer answer = tenantdb("why", "acme");

    // Then
    assertThat(answer.out())
        .contains("Class     shared (could not be read: The API server at " + server.address())
        .contains("Operator  you may not read its Lease in tenantdb-system")
        .contains("Events    could not be read: The API server at " + server.address());
  }

  @Test
  void shouldAskForTheRightToTheOneSecretOnly() throws IOException {
    // Given
    server.answer(STORES + "/acme", 200, store("MigrationFailed", ""));

    // When
    Answer answer = tenantdb("open", "acme");

    // Then
    assertThat(answer.status()).isEqualTo(77);
    assertThat(answer.err())
        .contains("--resource=secrets --resource-name='acme-connection' -n stores")
        .contains("--user='alice'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"why", "connect", "open"})
  void shouldTakeAnEmptyNameForAMistake(String command) throws IOException {
    // When
    Answer answer = tenantdb(command, "");

    // Then
    assertThat(answer.status()).as(answer.err()).isEqualTo(64);
    assertThat(answer.err()).hasLineCount(1);
  }

  @Test
  void shouldTakeAnEmptyNamespaceForNone() throws IOException {
    // Given
    server.answer(STORES + "/acme", 200, store("MigrationFailed", ""));

    // When / Then
    assertThat(tenantdb("why", "acme", "-n", "").out()).startsWith("stores/acme");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token: hunter2|token: \"hunter2|not the YAML of a kubeconfig (ScannerException)",
        "contexts: [|contexts: [hunter2, |not the YAML of a kubeconfig",
        "server:|certificate-authority: /nowhere/ca.crt, server:|/nowhere/ca.crt",
        "token: hunter2|client-certificate: /nowhere/c, client-key: /nowhere/k|/nowhere/",
        "//127.0.0.1:1|//127.0.0.1:99999|no address",
        "https://127.0.0.1:1|not an address|no address",
        "https://127.0.0.1:1|https://|no address",
        "current-context: here|other: none|no kubeconfig with a current context"
      })
  void shouldSayWhatIsWrongWithAKubeconfig(String right, String wrong, String told)
      throws IOException {
    // Given
    Path sound = Person.of(folder, "https://127.0.0.1:1").kubeconfig();
    String text = Files.readString(sound).replace(right, wrong);

    // When
    Answer answer = Person.with(folder, text).tenantdb("why", "acme");

    // Then
    assertThat(answer.status()).as(answer.err()).isEqualTo(69);
    assertThat(answer.err()).contains("kubeconfig", told).doesNotContain("hunter2").hasLineCount(1);
  }

  @Test
  void shouldNotSpeakOfASecretWhereASealedStringWasGiven() throws IOException {
    // Given
    Keyring keyring = Keyring.generate(Clock.systemUTC());
    Path file = Files.writeString(folder.resolve("keyring.json"), keyring.toJwks());
    String sealed =
        new Sealer(keyring).seal("postgresql://u:s3c@ret@host/db", UUID.randomUUID()).jwe();

    // When
    Answer answer = tenantdb("open", sealed, "--redacted", "--keyring", file.toString());

    // Then
    assertThat(answer.status()).as(answer.err()).isEqualTo(65);
    assertThat(answer.err())
        .contains("The sealed string does not hold a connection URI")
        .doesNotContain("Secret", "s3c", "ret@");
    assertThat(answer.out()).isEmpty();
  }
}
