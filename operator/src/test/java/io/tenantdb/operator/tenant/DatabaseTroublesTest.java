package io.tenantdb.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.schema.SchemaException;
import io.tenantdb.schema.SchemaFailures;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DatabaseTroublesTest {
  @ParameterizedTest
  @MethodSource("failures")
  void shouldSayWhatFailureInDatabaseMeans(SchemaException failure, String truthAndReason) {
    // When
    Outcome.Stands outcome = DatabaseTroubles.outcome(ConditionType.SchemaReady, failure);

    // Then
    assertThat(outcome.standing().truth() + "/" + outcome.standing().reason())
        .isEqualTo(truthAndReason);
    assertThat(outcome.standing().message()).endsWith(String.valueOf(failure.getMessage()));
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(SchemaFailures.unreachable(), "Unknown/DatabaseUnreachable"),
        Arguments.of(SchemaFailures.accessRefused(), "Unknown/DatabaseUnreachable"),
        Arguments.of(SchemaFailures.migrationFailed(), "False/MigrationFailed"),
        Arguments.of(SchemaFailures.statementFailed(), "False/MigrationFailed"),
        Arguments.of(SchemaFailures.drifted(), "False/MigrationFailed"),
        Arguments.of(SchemaFailures.newerThanKnown(), "False/SchemaUnknown"),
        Arguments.of(
            SchemaFailures.wrongIdentity(new UUID(0, 1), new UUID(0, 2)), "False/WrongDatabase"));
  }
}
