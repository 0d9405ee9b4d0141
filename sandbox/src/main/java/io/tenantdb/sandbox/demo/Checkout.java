package io.tenantdb.sandbox.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout the demo runs in, by the files it is made of. */
public final class Checkout {
  private Checkout() {}

  /**
   * A file of the checkout.
   *
   * @throws IllegalStateException when the current folder is not the top of the checkout
   */
  public static Path file(String first, String... more) {
    Path path = Path.of(first, more).toAbsolutePath();
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path + " is not there: run ./demo, or change to the top folder of the checkout.");
    }
    return path;
  }
}
