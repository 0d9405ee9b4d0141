package io.tenantdb.sandbox.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout the demo runs in, by the files it is made of. */
public final class Checkout {
  private Checkout() {}

  /**
   * A file of the checkout. Tests run in the folder of their module, one below the top.
   *
   * @throws IllegalStateException when the current folder is neither
   */
  public static Path file(String first, String... more) {
    Path path = Path.of(first, more);
    return Stream.of(path, Path.of("..").resolve(path))
        .map(candidate -> candidate.toAbsolutePath().normalize())
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    path.toAbsolutePath()
                        + " is not there: change to the top folder of the checkout."));
  }
}
