package io.tenantdb.operator.service;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.service.Callers.Caller;
import io.tenantdb.operator.service.Callers.Right;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final TenantDatabase ACME = store("acme").build();
  private static final Right ACMES =
      Right.connection(ACME.getMetadata().getNamespace(), ACME.getMetadata().getName());

  private final ManualTime time = new ManualTime();
  private final FakeCallers callers = new FakeCallers();
  private final Gate gate = new Gate(new CachedCallers(callers, time), new Limits(time));

  private static Call callWith(String token) {
    return new Call(
        "GET",
        URI.create("/"),
        name -> name.equals("Authorization") ? "bearer " + token : null,
        new ByteArrayInputStream(new byte[0]),
        InetAddress.getLoopbackAddress());
  }

  private static void assertStatus(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }

  @Test
  void shouldAnswerTheSameAfterTheSameQuestionsWhetherThereIsAStoreOrNot() {
    // Given
    Caller shop = gate.enter(callWith("shop"));

    // When // Then
    assertThatThrownBy(() -> gate.admit(shop, Optional.of(ACME), "acme"))
        .hasMessage(Problem.forbidden().getMessage());
    assertThatThrownBy(() -> gate.admit(shop, Optional.empty(), "other"))
        .hasMessage(Problem.forbidden().getMessage());
    assertThatThrownBy(() -> gate.admit(shop, Optional.empty(), "another"))
        .hasMessage(Problem.forbidden().getMessage());
    assertThat(callers.questions())
        .containsExactly("who is shop", "may shop: acme", "may shop: other", "may shop: another");
  }

  @Test
  void shouldSayThatThereIsNoStoreToWhoMayHaveAll() {
    // Given
    callers.grant(Right.everyConnection());
    Caller shop = gate.enter(callWith("shop"));

    // When // Then
    assertStatus(404, () -> gate.admit(shop, Optional.empty(), "none"));
  }

  @Test
  void shouldForgetARightAfterTenSeconds() {
    // Given
    callers.grant(ACMES);
    Caller shop = gate.enter(callWith("shop"));
    gate.admit(shop, Optional.of(ACME), "acme");
    callers.revoke(ACMES);

    // When // Then
    time.advance(Duration.ofSeconds(9));
    assertThat(gate.admit(shop, Optional.of(ACME), "acme")).isSameAs(ACME);
    time.advance(Duration.ofSeconds(2));
    assertStatus(403, () -> gate.admit(shop, Optional.of(ACME), "acme"));
  }

  @Test
  void shouldAskTheClusterAboutFewStrangersASecond() {
    // When
    for (int i = 0; i < 10; i++) {
      assertStatus(401, () -> gate.enter(callWith(FakeCallers.NOBODY)));
      gate.enter(callWith("guess " + i));
    }

    // Then
    assertStatus(429, () -> gate.enter(callWith("one guess too many")));
    time.advance(Duration.ofSeconds(1));
    gate.enter(callWith("a caller a second later"));
  }

  @Test
  void shouldSlowDownOneCallerAndNoOther() {
    // Given
    gate.enter(callWith("quiet"));

    // When
    assertStatus(
        429,
        () -> {
          for (int i = 0; i <= 100; i++) {
            gate.enter(callWith("busy"));
          }
        });

    // Then
    gate.enter(callWith("quiet"));
    time.advance(Duration.ofMillis(20));
    gate.enter(callWith("busy"));
  }
}
