package io.tenantdb.api;

import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Takes the one manifest that a generator makes. */
final class ManifestOutput implements CRDOutput<ByteArrayOutputStream> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public ByteArrayOutputStream outputFor(String crdName) {
    return bytes;
  }

  @Override
  public URI crdURI(String crdName) {
    return Path.of(crdName).toUri(); // The generator makes a File of it, and no more.
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
