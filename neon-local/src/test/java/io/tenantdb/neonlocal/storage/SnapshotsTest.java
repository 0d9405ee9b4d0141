package io.tenantdb.neonlocal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotsTest {

  private static final Selection EVERYTHING = (folder, name) -> true;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Snapshots snapshots;

  @SuppressWarnings("NullAway.Init")
  private Path data;

  @BeforeEach
  void makeData() throws IOException {
    snapshots = new Snapshots(folder.resolve("blobs"));
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("base/1"));
    Files.createDirectories(data.resolve("empty"));
    Files.writeString(data.resolve("base/1/a b"), "first");
    Files.writeString(data.resolve("base/1/copy"), "first");
    Files.writeString(data.resolve("version"), "18");
    Files.setPosixFilePermissions(
        data.resolve("version"), PosixFilePermissions.fromString("rw-------"));
  }

  private long blobs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void shouldMakeTheSameFolderAgain() throws IOException {
    // Given
    String snapshot = snapshots.capture(data, null, EVERYTHING);
    Path again = folder.resolve("again");

    // When
    snapshots.materialise(snapshot, again);

    // Then
    assertThat(again.resolve("base/1/a b")).hasContent("first");
    assertThat(again.resolve("base/1/copy")).hasContent("first");
    assertThat(again.resolve("empty")).isEmptyDirectory();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(again.resolve("version"))))
        .isEqualTo("rw-------");
    assertThat(snapshots.capture(again, null, EVERYTHING)).isEqualTo(snapshot);
  }

  @Test
  void shouldStoreEqualFilesOnceAndNothingForAnUnchangedFolder() throws IOException {
    // Given
    String snapshot = snapshots.capture(data, null, EVERYTHING);
    long before = blobs();
    Path again = folder.resolve("again");
    snapshots.materialise(snapshot, again);

    // When
    String second = snapshots.capture(again, snapshot, EVERYTHING);

    // Then
    assertThat(second).isEqualTo(snapshot);
    assertThat(blobs()).isEqualTo(before);
    // Two contents, three folders and the top.
    assertThat(before).isEqualTo(2 + 4);
  }

  @Test
  void shouldNoticeAFileOfTheSameSizeThatWasWrittenTo() throws IOException {
    // Given
    String snapshot = snapshots.capture(data, null, EVERYTHING);
    Path again = folder.resolve("again");
    snapshots.materialise(snapshot, again);

    // When
    Files.writeString(again.resolve("base/1/a b"), "other");

    // Then
    Path third = folder.resolve("third");
    snapshots.materialise(snapshots.capture(again, snapshot, EVERYTHING), third);
    assertThat(third.resolve("base/1/a b")).hasContent("other");
    assertThat(third.resolve("base/1/copy")).hasContent("first");
  }

  @Test
  void shouldLeaveOutWhatIsNotSelected() throws IOException {
    // When
    String snapshot = snapshots.capture(data, null, (path, name) -> !name.equals("1"));

    // Then
    assertThat(snapshots.sizeOf(snapshot, "base")).isZero();
    assertThat(snapshots.sizeOf(snapshot, "version")).isEqualTo(2);
  }

  @Test
  void shouldPutFilesAndFoldersOfOtherSnapshotsIn() throws IOException {
    // Given
    String snapshot = snapshots.capture(data, null, EVERYTHING);
    String base = snapshots.capture(data.resolve("base"), null, EVERYTHING);

    // When
    String more =
        snapshots.withFolder(
            snapshots.withFile(snapshot, "label", new byte[] {'x'}), "empty", base);

    // Then
    Path made = folder.resolve("made");
    snapshots.materialise(more, made);
    assertThat(made.resolve("label")).hasContent("x");
    assertThat(made.resolve("empty/1/copy")).hasContent("first");
  }

  @Test
  void shouldSweepOnlyWhatNoSnapshotNeedsAndWhatIsOldEnough() throws IOException {
    // Given
    String kept = snapshots.capture(data, null, EVERYTHING);
    Files.writeString(data.resolve("version"), "19");
    String dropped = snapshots.capture(data, null, EVERYTHING);

    // When
    int young = snapshots.sweep(List.of(kept), Instant.now().minusSeconds(60));
    int old = snapshots.sweep(List.of(kept), Instant.now().plusSeconds(60));

    // Then
    assertThat(young).isZero();
    assertThat(old).isEqualTo(2);
    assertThat(snapshots.contains(dropped)).isFalse();
    snapshots.materialise(kept, folder.resolve("made"));
  }
}
