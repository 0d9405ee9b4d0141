package io.tenantdb.operator.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A schema named {@code store} whose newest version the test chooses. */
public final class FakeSchemaCatalog implements SchemaCatalog {
  private int newest = 6;

  public void release(int version) {
    newest = version;
  }

  @Override
  public Optional<String> newest(String schemaName) {
    return schemaName.equals("store") ? Optional.of(Integer.toString(newest)) : Optional.empty();
  }

  @Override
  public String offer() {
    return "schema store in versions 1 to " + newest;
  }

  @Override
  public Optional<String> target(String schemaName, @Nullable String pin) {
    return pin == null
        ? newest(schemaName)
        : newest(schemaName).filter(n -> Integer.parseInt(pin) <= newest).map(n -> pin);
  }

  @Override
  public int compare(String version, String other) {
    return Integer.compare(Integer.parseInt(version), Integer.parseInt(other));
  }

  @Override
  public List<Migration> upTo(String schemaName, String version) {
    return IntStream.rangeClosed(1, Integer.parseInt(version))
        .mapToObj(number -> new Migration(Integer.toString(number), "migration " + number))
        .toList();
  }
}
