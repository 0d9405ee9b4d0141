package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.postgres.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether branches have data of their own.
 *
 * @param socketFolder hollow: one server for all branches of a project, which proxied sessions
 *     reach through this folder. Null: a server for each branch.
 */
public record Mode(@Nullable Path socketFolder) {

  /** The kinds of computes. */
  public enum Kind {
    /** Each branch has a PostgreSQL of its own. */
    POSTGRES,
    /** All branches of a project share one. */
    HOLLOW
  }

  /** Prepares a kind; the folder of sockets is short-named, and its owner's alone. */
  static Mode of(Kind kind) {
    try {
      return switch (kind) {
        case POSTGRES -> new Mode(null);
        case HOLLOW -> new Mode(Files.createTempDirectory("neon-local-"));
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for sockets", e);
    }
  }

  /** Deletes the folder of sockets; their servers must have ended. */
  void close() {
    try {
      if (socketFolder != null) {
        Folders.delete(socketFolder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isHollow() {
    return socketFolder != null;
  }
}
