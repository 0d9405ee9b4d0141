package io.tenantdb.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SchemaTest {

  private static Stream<SchemaField> fields() {
    return Generated.definitions().stream().flatMap(SchemaField::allOf);
  }

  @Test
  void shouldDescribeEveryFieldInASentence() {
    assertThat(fields())
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.schema().getDescription())
                    .as(field.path())
                    .matches("(?s)[A-Z].* .*\\."));
  }

  @Test
  void shouldNameTheDefaultOfEveryOptionalFieldOfASpec() {
    assertThat(fields())
        .filteredOn(field -> field.path().startsWith("spec.") && !field.required())
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.schema().getDescription())
                    .as(field.path())
                    .containsIgnoringCase("default"));
  }

  @Test
  void shouldNameTheVeryDefaultThatTheSchemaHas() {
    assertThat(fields())
        .filteredOn(field -> field.schema().getDefault() != null)
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.schema().getDescription())
                    .as(field.path())
                    .endsWith("Default: " + field.schema().getDefault().asText() + "."));
  }

  @Test
  void shouldSayWhatToDoInEveryRule() {
    assertThat(rules())
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(rule.getMessage()).as(rule.getRule()).matches("(?s).* .*\\."))
        .extracting(ValidationRule::getRule)
        .contains("self.organizationId == oldSelf.organizationId");
  }

  /** The cases are shown to a real API server by the tests of the sandbox. */
  @Test
  void shouldHaveAnInvalidCaseForEveryRule() throws IOException {
    // Given
    List<String> expectations;
    try (Stream<Path> cases = Files.list(Path.of("src", "test", "resources", "cases"))) {
      expectations =
          cases
              .filter(file -> file.getFileName().toString().startsWith("invalid-"))
              .map(SchemaTest::expectation)
              .toList();
    }

    // When // Then
    assertThat(rules().map(ValidationRule::getMessage))
        .allSatisfy(message -> assertThat(expectations).anyMatch(message::contains));
  }

  private static String expectation(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElseThrow().substring("# ".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldHaveEachRuleOnlyOnceInAPlace() {
    assertThat(schemas())
        .allSatisfy(
            schema ->
                assertThat(schema.getXKubernetesValidations())
                    .extracting(ValidationRule::getRule)
                    .doesNotHaveDuplicates());
  }

  @Test
  void shouldNeverRefuseAStatusForWhatWasFound() {
    assertThat(fields())
        .filteredOn(field -> field.path().startsWith("status"))
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.schema().getXKubernetesValidations()).as(field.path()).isEmpty());
  }

  @Test
  void shouldReadBackWhatItWrites() throws Exception {
    // Given
    ObjectMapper mapper = new ObjectMapper();
    TenantDatabaseSpec spec =
        new TenantDatabaseSpec(
            "7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f",
            "Acme",
            "acme",
            "shared",
            "eu-central-1",
            new Compute(0.25, 2.0, -1),
            new SchemaRef("store", "3"),
            new ConnectionSecret("acme-db", ConnectionSecret.Format.ServiceBinding),
            DeletionPolicy.Delete,
            true);

    // When
    String json = mapper.writeValueAsString(spec);

    // Then
    assertThat(mapper.readValue(json, TenantDatabaseSpec.class)).isEqualTo(spec);
  }

  private static Stream<ValidationRule> rules() {
    return schemas().flatMap(schema -> schema.getXKubernetesValidations().stream());
  }

  private static Stream<JSONSchemaProps> schemas() {
    Stream<JSONSchemaProps> roots = Generated.definitions().stream().map(SchemaField::rootOf);
    return Stream.concat(roots, fields().map(SchemaField::schema));
  }
}
