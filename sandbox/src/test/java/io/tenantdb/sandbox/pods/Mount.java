package io.tenantdb.sandbox.pods;

import java.nio.file.Path;
import java.util.List;

/**
 * What a container sees at a place of its file system.
 *
 * @param source on this machine
 * @param target in the container
 */
record Mount(Path source, String target, boolean readOnly) {

  /** As {@code container.sh} takes it. */
  List<String> arguments() {
    return List.of(source.toAbsolutePath().toString(), target, readOnly ? "ro" : "rw");
  }
}
