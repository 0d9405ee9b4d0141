package io.tenantdb.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The format against another implementation, both ways: the npm package {@code jose} on Node. */
final class JoseInteropIT {

  private static final String JOSE_VERSION = "6.2.18";
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path WORK = MODULE.resolve("target/jose-interop");

  @Test
  void shouldBeOpenedByJoseAndOpenWhatJoseSealed() throws Exception {
    // Given
    installJose();
    Vectors vectors = Vectors.read();

    // When
    String sealedByJose =
        run(
            "node",
            WORK.resolve("interop.mjs").toString(),
            MODULE.resolve("src/test/resources/sealed-string-vectors.json").toString());

    // Then
    List<Map<?, ?>> sealed = parse(sealedByJose);
    assertThat(sealed).hasSameSizeAs(vectors.good());
    assertThat(sealed).allSatisfy(one -> assertOpens(new Sealer(vectors.keyring()), one));
  }

  private static void assertOpens(Sealer sealer, Map<?, ?> one) {
    UUID organization = UUID.fromString((String) one.get("organizationId"));
    assertThat(sealer.open(String.valueOf(one.get("jwe")), organization))
        .isEqualTo(one.get("plain"));
  }

  private static List<Map<?, ?>> parse(String json) throws ParseException {
    return JSONArrayUtils.parse(json).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
  }

  private static void installJose() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    // Beside node_modules, since an ES module finds packages only from where it lies.
    Files.writeString(
        WORK.resolve("interop.mjs"), Files.readString(MODULE.resolve("src/test/node/interop.mjs")));
    if (!Files.isDirectory(WORK.resolve("node_modules/jose"))) {
      run(
          "npm",
          "install",
          "--no-audit",
          "--no-fund",
          "--prefix",
          WORK.toString(),
          "jose@" + JOSE_VERSION);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path output = WORK.resolve(command[0] + ".out");
    Path errors = WORK.resolve(command[0] + ".err");
    Process process = start(command, output, errors);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end within 120 s");
    }
    assertThat(process.exitValue())
        .as("%s: %s", String.join(" ", command), Files.readString(errors))
        .isZero();
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static Process start(String[] command, Path output, Path errors) {
    try {
      return new ProcessBuilder(command)
          .directory(WORK.toFile())
          .redirectOutput(output.toFile())
          .redirectError(errors.toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test needs Node.js 20 or newer: `%s` can't be started".formatted(command[0]), e);
    }
  }
}
