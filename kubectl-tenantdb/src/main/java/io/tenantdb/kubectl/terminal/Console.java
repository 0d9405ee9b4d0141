package io.tenantdb.kubectl.terminal;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The three streams of a command. */
public record Console(InputStream in, PrintWriter out, PrintWriter err) {

  /** This process's own streams, in UTF-8. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  /** Prints lines that are fit for a terminal already. */
  public void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** Tells the person something beside the answer. */
  public void tell(String sentence) {
    err.println("kubectl-tenantdb: " + Printable.line(sentence));
    err.flush();
  }
}
