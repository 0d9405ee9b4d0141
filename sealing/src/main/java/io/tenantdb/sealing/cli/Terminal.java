package io.tenantdb.sealing.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The three streams of a command. */
record Terminal(InputStream in, PrintWriter out, PrintWriter err) {

  /** This process's own streams, in UTF-8 as sealed strings are. */
  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }
}
