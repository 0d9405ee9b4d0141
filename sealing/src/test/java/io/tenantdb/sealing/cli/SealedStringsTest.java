package io.tenantdb.sealing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealedStringsTest {

  private static final UUID STORE = UUID.fromString("6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401");
  private static final String PLAIN = "postgresql://store_app_1:s3cr3t@host/neondb";

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private final Keyring keyring = Keyring.generate(clock);
  private final String sealed = new Sealer(keyring).seal(PLAIN, STORE).jwe();

  @TempDir Path folder;
  private String keyringFile = "";

  record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void writeKeyring() throws IOException {
    keyringFile = Files.writeString(folder.resolve("keyring.json"), keyring.toJwks()).toString();
  }

  @Test
  void shouldOpenTheStringOnStandardInput() {
    // When
    Result result = run(sealed + "\n", "open", "--keyring", keyringFile);

    // Then
    assertThat(result).isEqualTo(new Result(0, PLAIN + "\n", ""));
  }

  @Test
  void shouldOpenTheStringOfTheArgument() {
    assertThat(run("", "open", "--keyring", keyringFile, sealed).out()).isEqualTo(PLAIN + "\n");
  }

  @Test
  void shouldOpenTheStringOfAFile() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("sealed"), sealed + "\n");

    // When
    Result result = run("", "open", "--keyring", keyringFile, "--file", file.toString());

    // Then
    assertThat(result.out()).isEqualTo(PLAIN + "\n");
  }

  @Test
  void shouldRefuseWithCode4WhenTheOrganizationIsAnother() {
    // When
    Result result =
        run(sealed, "open", "--keyring", keyringFile, "--organization", new UUID(0, 1).toString());

    // Then
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("sealed-strings: sealed for organization " + STORE);
  }

  @Test
  void shouldRefuseWithCode4WhenTheStringIsNotSealed() {
    assertThat(run("hello", "open", "--keyring", keyringFile))
        .isEqualTo(
            new Result(
                4,
                "",
                "sealed-strings: not a sealed string: it has 1 parts separated by dots, a JWE has 5\n"));
  }

  @Test
  void shouldEndWithCode3WhenTheKeyringIsMissing() {
    // When
    Result result = run(sealed, "open", "--keyring", folder.resolve("none.json").toString());

    // Then
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("none.json: there is no such file");
  }

  @Test
  void shouldEndWithCode3WhenTheKeyringIsWrong() throws IOException {
    // Given
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{}");

    // When
    Result result = run(sealed, "open", "--keyring", wrong.toString());

    // Then
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("the keyring has no keys");
  }

  @Test
  void shouldEndWithCode2WhenTheKeyringIsNotNamed() {
    assertThat(run(sealed, "open").exitCode()).isEqualTo(2);
  }

  @Test
  void shouldInspectWithoutAKey() {
    assertThat(run(sealed, "inspect"))
        .isEqualTo(
            new Result(
                0,
                """
                key:          %s
                organization: %s
                """
                    .formatted(keyring.sealingKeyId(), STORE),
                ""));
  }

  @Test
  void shouldPrintANewKeyring() {
    // When
    Result result = run("", "keyring", "new");

    // Then
    assertThat(parse(result.out()).keyIds()).singleElement().asString().startsWith("2026-11-23-");
  }

  @Test
  void shouldPutANewKeyInFrontOfAKeyring() {
    // When
    Keyring fromFile = parse(run("", "keyring", "add", keyringFile).out());
    Keyring fromInput = parse(run(keyring.toJwks(), "keyring", "add").out());

    // Then
    assertThat(fromFile.keyIds()).hasSize(2).last().isEqualTo(keyring.sealingKeyId());
    assertThat(fromInput.keyIds()).hasSize(2).last().isEqualTo(keyring.sealingKeyId());
    assertThat(new Sealer(fromFile).open(sealed, STORE)).isEqualTo(PLAIN);
  }

  @Test
  void shouldExplainItselfWhenCalledWithoutACommand() {
    // When
    Result result = run("");

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("open", "inspect", "keyring", "Exit codes:");
  }

  private Result run(String stdin, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    int exitCode = SealedStrings.commandLine(terminal, clock).execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  private static Keyring parse(String jwks) {
    return Keyring.parse(jwks.getBytes(StandardCharsets.UTF_8));
  }
}
