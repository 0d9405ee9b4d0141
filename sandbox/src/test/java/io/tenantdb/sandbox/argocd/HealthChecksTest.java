package io.tenantdb.sandbox.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.sandbox.argocd.HealthCheck.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD is told of stores and classes; the real Argo CD is asked in {@code ArgoCdIT}. */
final class HealthChecksTest {
  private static final long GENERATION = 3;
  private static final String MESSAGE = "It says what is so and what to do.";

  private final HealthCheck ofStores = HealthCheck.ofKind("TenantDatabase");
  private final HealthCheck ofClasses = HealthCheck.ofKind("TenantDatabaseClass");

  HealthChecksTest() throws IOException {}

  @ParameterizedTest
  @EnumSource(Reason.class)
  void shouldSayOfAStoreWhatItsReasonAwaits(Reason reason) throws Exception {
    // Given
    String status = reason == Reason.AsDesired ? "True" : "False";

    // When
    Health health = ofStores.judge(store(ready(status, reason.name())));

    // Then
    assertThat(health).isEqualTo(new Health(expected(reason), MESSAGE));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void shouldSayOfAClassWhatItsReasonAwaits(Reason reason) throws Exception {
    // Given
    String status = reason == Reason.AsDesired ? "True" : "Unknown";

    // When
    Health health = ofClasses.judge(tenantClass(ready(status, reason.name())));

    // Then
    assertThat(health).isEqualTo(new Health(expected(reason), MESSAGE));
  }

  private static String expected(Reason reason) {
    return switch (reason.awaits()) {
      case NOTHING -> reason == Reason.Suspended ? "Suspended" : "Healthy";
      case TIME -> "Progressing";
      case PERSON -> "Degraded";
    };
  }

  @Test
  void shouldWaitForTheOperatorToLookAtSomethingNew() throws Exception {
    // Given
    TenantDatabase withoutStatus = new TenantDatabase();
    withoutStatus.setMetadata(new ObjectMetaBuilder().withGeneration(1L).build());

    // When
    Health health = ofStores.judge(Serialization.asJson(withoutStatus));

    // Then
    assertThat(health)
        .isEqualTo(new Health("Progressing", "The operator has not looked at it yet"));
  }

  @Test
  void shouldNotTakeAConditionOfAnOlderSpecForTheAnswer() throws Exception {
    // Given
    Condition older =
        new ConditionBuilder(ready("True", "AsDesired"))
            .withObservedGeneration(GENERATION - 1)
            .build();

    // When
    Health health = ofStores.judge(store(older));

    // Then
    assertThat(health.status()).isEqualTo("Progressing");
    assertThat(health.message()).isEqualTo("The operator has not looked at the last change yet");
  }

  @Test
  void shouldNotTakeAStatusOfAnOlderSpecForTheAnswer() throws Exception {
    // Given
    String resource =
        resource(
            """
            {"observedGeneration": 2, "conditions": [{"type": "Ready", "status": "True", "reason": "AsDesired"}]}
            """);

    // When
    Health health = ofStores.judge(resource);

    // Then
    assertThat(health.status()).isEqualTo("Progressing");
  }

  @Test
  void shouldLookForTheReadyConditionAmongTheOthers() throws Exception {
    // Given
    Condition other =
        new ConditionBuilder(ready("False", "KeyMissing")).withType("SchemaReady").build();

    // When
    Health health = ofStores.judge(store(other, ready("True", "AsDesired")));

    // Then
    assertThat(health.status()).isEqualTo("Healthy");
  }

  @Test
  void shouldCallAPersonForAReasonOfANewerOperator() throws Exception {
    // When
    Health health = ofStores.judge(store(ready("False", "SomethingNew")));

    // Then
    assertThat(health).isEqualTo(new Health("Degraded", MESSAGE));
  }

  @Test
  void shouldNameTheReasonWhenThereIsNoMessage() throws Exception {
    // Given
    Condition silent = new ConditionBuilder(ready("False", "KeyMissing")).withMessage("").build();

    // When
    Health health = ofStores.judge(store(silent));

    // Then
    assertThat(health).isEqualTo(new Health("Degraded", "KeyMissing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "7",
        "\"Ready\"",
        "{\"conditions\": null}",
        "{\"conditions\": {}}",
        "{\"conditions\": \"Ready\"}",
        "{\"conditions\": []}",
        "{\"conditions\": [{\"status\": \"True\"}]}"
      })
  void shouldNotBeHealthyNorFailWhenTheStatusSaysNothingOfReady(String status) throws Exception {
    // When
    Health health = ofStores.judge(resource(status));

    // Then
    assertThat(health.status()).isEqualTo("Progressing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\": \"Unknown\"}",
        "{\"status\": true, \"reason\": 7, \"message\": {}}",
        "{\"status\": \"true\", \"reason\": \"\", \"message\": \"\"}",
        "{\"status\": \"False\", \"reason\": \"NoSuch\", \"observedGeneration\": \"3\"}"
      })
  void shouldNotBeHealthyNorFailWhenReadyIsOdd(String condition) throws Exception {
    // Given
    String odd = condition.replaceFirst("\\{", "{\"type\": \"Ready\", ").replace(", }", "}");

    // When
    Health health = ofStores.judge(resource("{\"conditions\": [%s]}".formatted(odd)));

    // Then
    assertThat(health.status()).isEqualTo("Degraded");
    assertThat(health.message()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TenantDatabase", "TenantDatabaseClass"})
  void shouldBeWhatTheConfigMapHolds(String kind) throws Exception {
    // Given
    String file = Files.readString(Path.of("..", "examples", "argocd", "argocd-cm.yaml"));

    // When
    ConfigMap map = Serialization.unmarshal(file, ConfigMap.class);

    // Then
    assertThat(map.getData().get("resource.customizations.health.tenantdb.io_" + kind))
        .isEqualTo(HealthCheck.ofKind(kind).script());
  }

  @Test
  void shouldJudgeBothKindsAlike() {
    assertThat(ofClasses).isEqualTo(ofStores);
  }

  private static Condition ready(String status, String reason) {
    return new ConditionBuilder()
        .withType("Ready")
        .withStatus(status)
        .withReason(reason)
        .withMessage(MESSAGE)
        .withObservedGeneration(GENERATION)
        .build();
  }

  private static String store(Condition... conditions) {
    TenantDatabase store = new TenantDatabase();
    store.setMetadata(new ObjectMetaBuilder().withGeneration(GENERATION).build());
    store.setStatus(
        new TenantDatabaseStatus(
            GENERATION,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(conditions)));
    return Serialization.asJson(store);
  }

  private static String tenantClass(Condition... conditions) {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(new ObjectMetaBuilder().withGeneration(GENERATION).build());
    tenantClass.setStatus(
        new TenantDatabaseClassStatus(GENERATION, null, List.of(), List.of(), List.of(conditions)));
    return Serialization.asJson(tenantClass);
  }

  private static String resource(String status) throws JsonProcessingException {
    return "{\"metadata\": {\"generation\": %d}, \"status\": %s}".formatted(GENERATION, status);
  }
}
