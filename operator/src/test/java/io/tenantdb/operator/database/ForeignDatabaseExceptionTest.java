package io.tenantdb.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ForeignDatabaseExceptionTest {
  private static final UUID OURS = new UUID(0, 1);
  private static final UUID OTHERS = new UUID(0, 2);

  @Test
  void shouldSayWhoseDatabaseTheCredentialsOpen() {
    assertThat(new ForeignDatabaseException(OURS, Optional.of(OTHERS)))
        .hasMessageContainingAll(OURS.toString(), "organization " + OTHERS, "not published");
  }

  @Test
  void shouldSayWhenTheDatabaseIsNobodys() {
    assertThat(new ForeignDatabaseException(OURS, Optional.empty()))
        .hasMessageContainingAll(OURS.toString(), "no organization");
  }
}
