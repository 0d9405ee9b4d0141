package io.tenantdb.neonlocal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neonlocal.postgres.ScramKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By the example of RFC 7677, section 3; its verifier was computed from its password. */
final class ScramExchangeTest {

  private static final String VERIFIER =
      "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
          + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
  private static final String NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String LAST =
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

  private final ScramExchange exchange =
      new ScramExchange(ScramKeys.parse(VERIFIER).orElseThrow(), new byte[32], NONCE);

  @Test
  void shouldAnswerAsInTheExampleOfItsStandard() {
    // When
    Optional<String> challenge = exchange.first(ScramExchange.UNBOUND, FIRST);
    Optional<String> signature = exchange.last(LAST);

    // Then
    assertThat(challenge)
        .contains(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(signature).contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void shouldRefuseAnotherProof() {
    // Given
    exchange.first(ScramExchange.UNBOUND, FIRST);

    // Then
    assertThat(exchange.last(LAST.replace("p=dH", "p=dG"))).isEmpty();
    assertThat(exchange.last(LAST.replace("c=biws", "c=eSws"))).isEmpty();
    assertThat(exchange.last(LAST.replace(",p=", ",q="))).isEmpty();
  }

  @Test
  void shouldRefuseAClientThatWasMadeToThinkThatThereIsNoBinding() {
    assertThat(exchange.first(ScramExchange.UNBOUND, FIRST.replace("n,,", "y,,"))).isEmpty();
    assertThat(exchange.first(ScramExchange.BOUND, FIRST)).isEmpty();
  }
}
