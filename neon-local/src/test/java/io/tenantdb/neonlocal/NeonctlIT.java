package io.tenantdb.neonlocal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neon's own command line, installed from npm into {@code target/neonctl}. */
final class NeonctlIT {

  private static final String VERSION = "5.0.1";
  private static final Path FOLDER = Path.of("target", "neonctl").toAbsolutePath();
  private static final Path SCRIPT = FOLDER.resolve("node_modules/.bin/neonctl");

  @TempDir private Path folder;

  @Test
  void shouldDoTheDailyWorkWithNeonctl() throws Exception {
    // Given
    install();
    try (TestNeon neon = TestNeon.start(folder.resolve("state"), Map.of())) {
      // When
      JsonNode projects = neonctl(neon, "projects", "list");
      neonctl(neon, "branches", "create", "--name", "cli");
      neonctl(neon, "branches", "rename", "cli", "cli-2");
      JsonNode branches = neonctl(neon, "branches", "list");
      neonctl(neon, "roles", "create", "--branch", "cli-2", "--name", "app");
      JsonNode roles = neonctl(neon, "roles", "list", "--branch", "cli-2");
      neonctl(
          neon,
          "databases",
          "create",
          "--branch",
          "cli-2",
          "--name",
          "shop",
          "--owner-name",
          "app");
      JsonNode databases = neonctl(neon, "databases", "list", "--branch", "cli-2");
      String uri =
          run(
              neon,
              "connection-string",
              "cli-2",
              "--role-name",
              "app",
              "--database-name",
              "shop",
              "--project-id",
              TestNeon.PROJECT);

      // Then
      assertThat(projects.findValuesAsText("id")).contains(TestNeon.PROJECT);
      assertThat(branches.findValuesAsText("name")).containsExactlyInAnyOrder("main", "cli-2");
      assertThat(roles.findValuesAsText("name")).containsExactlyInAnyOrder("neondb_owner", "app");
      assertThat(databases.findValuesAsText("name")).containsExactlyInAnyOrder("neondb", "shop");
      neon.connectTo(withPort(uri.strip(), neon), Map.of()).close();
      neonctl(neon, "branches", "delete", "cli-2");
      assertThat(neonctl(neon, "branches", "list").findValuesAsText("name"))
          .containsExactly("main");
    }
  }

  /** neonctl knows hosts only; on Neon the port is always the usual one. */
  private static URI withPort(String uri, TestNeon neon) {
    int port = URI.create(neon.uri(neon.defaultBranchId(), "neondb_owner")).getPort();
    String host = URI.create(uri).getHost();
    return URI.create(uri.replace(host, host + ":" + port));
  }

  private JsonNode neonctl(TestNeon neon, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    if (!arguments[0].equals("projects")) {
      all.addAll(List.of("--project-id", TestNeon.PROJECT));
    }
    return new ObjectMapper().readTree(run(neon, all.toArray(String[]::new)));
  }

  private String run(TestNeon neon, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                SCRIPT.toString(),
                "--api-host",
                neon.server().baseUrl().toString(),
                "--api-key",
                TestNeon.KEY,
                "--config-dir",
                folder.resolve("config").toString(),
                "--no-analytics"));
    command.addAll(List.of(arguments));
    return execute(folder, command);
  }

  private static void install() throws Exception {
    if (!Files.exists(SCRIPT)) {
      Files.createDirectories(FOLDER);
      execute(
          FOLDER,
          List.of(
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "--prefix",
              FOLDER.toString(),
              "neonctl@" + VERSION));
    }
  }

  private static String execute(Path folder, List<String> command) throws Exception {
    Path errors = Files.createTempFile("neonctl", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .as("%s (npm and Node.js are needed): %s%s", command, output, Files.readString(errors))
        .isZero();
    Files.delete(errors);
    return output;
  }
}
