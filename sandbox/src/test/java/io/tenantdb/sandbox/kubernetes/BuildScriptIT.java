package io.tenantdb.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildScriptIT {
  private static final Path SCRIPT = Path.of("kubernetes", "build.sh");
  private static final KubernetesBinaries BINARIES = SharedKubernetes.binaries();

  @TempDir private Path folder;

  private record Ran(int status, String output) {}

  @Test
  void shouldTakeWhatTheMachineHasAlready() throws Exception {
    // Given
    String assets = BINARIES.folder().toString();

    // When
    Ran ran = run(Map.of("KUBEBUILDER_ASSETS", assets));

    // Then
    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(new KubernetesBinaries(Path.of(ran.output())).kubectl().toRealPath())
        .isEqualTo(BINARIES.kubectl().toRealPath());
  }

  @Test
  void shouldSayWhichGoItNeedsWhenTheOneThereIsTooOld() throws Exception {
    // Given
    Path go = folder.resolve("go");
    Files.writeString(go, "#!/bin/sh\necho go1.22.1\n");
    Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwx------"));

    // When
    Ran ran = run(Map.of("PATH", folder + ":" + System.getenv("PATH")));

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output()).contains("needs Go 1.26.0 or newer; found go1.22.1");
  }

  private Ran run(Map<String, String> environment) throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("KUBEBUILDER_ASSETS", "");
    all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    ProcessBuilder script = new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true);
    script.environment().putAll(all);
    Process process = script.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output.strip());
  }
}
