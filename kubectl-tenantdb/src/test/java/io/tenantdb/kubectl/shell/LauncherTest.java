package io.tenantdb.kubectl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher lets Java keep for the next start. */
final class LauncherTest {
  private static final String KEEP = "-XX:+AutoCreateSharedArchive";

  @TempDir private Path folder;
  private Script launcher;

  @BeforeEach
  void fakeJava() throws IOException {
    launcher = new Script(Path.of("launcher.sh"), folder).withProgram("java");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  private Path archive(long bytes) throws IOException {
    Path archive = folder.resolve("cache").resolve("kubectl-tenantdb").resolve("java-25.jsa");
    Files.createDirectories(archive.getParent());
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return archive;
  }

  @Test
  void shouldKeepWhatACommandLoads() throws Exception {
    assertThat(launcher.run("status", "-A")).contains(KEEP).endsWith("status", "-A");
    assertThat(launcher.run("why", "acme", "--", "-h")).contains(KEEP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "-V", "--version"})
  void shouldNotKeepTheLittleThatHelpLoads(String option) throws Exception {
    // Given
    archive(24_000_000);

    // When / Then
    assertThat(launcher.run("why", option)).noneMatch(word -> word.startsWith("-XX:+Auto"));
    assertThat(launcher.run("why", option)).noneMatch(word -> word.contains("SharedArchiveFile"));
  }

  @Test
  void shouldReplaceAnArchiveOfACommandThatFailedEarly() throws Exception {
    // Given
    Path archive = archive(2_125_824);

    // When / Then
    assertThat(launcher.run("status")).contains(KEEP);
    assertThat(archive).doesNotExist();
  }

  @Test
  void shouldLeaveAWholeArchive() throws Exception {
    // Given
    Path archive = archive(24_000_000);

    // When / Then
    assertThat(launcher.run("open", "acme")).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(archive).exists();
  }
}
