package io.tenantdb.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One step of the store schema.
 *
 * @param version the version the schema has after it
 * @param description a few words, from the name of its file
 * @param checksum of its text, as Flyway writes it into the history of migrations
 */
public record Migration(SchemaVersion version, String description, int checksum) {

  private static final Pattern FILE_NAME = Pattern.compile("V([0-9]+)__(.+)\\.sql");

  static Migration read(String folder, String fileName) {
    Matcher name = FILE_NAME.matcher(fileName);
    if (!name.matches()) {
      throw new IllegalArgumentException("not the name of a migration: " + fileName);
    }
    return new Migration(
        SchemaVersion.parse(name.group(1)),
        name.group(2).replace('_', ' '),
        checksum(folder + "/" + fileName));
  }

  private static int checksum(String resource) {
    try (InputStream file = Resources.open(resource)) {
      return checksumOf(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + resource, e);
    }
  }

  /**
   * CRC-32 over the lines without their ends, so that it does not depend on how a checkout writes
   * them.
   */
  static int checksumOf(Reader text) {
    CRC32 sum = new CRC32();
    new BufferedReader(text)
        .lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .forEach(sum::update);
    return (int) sum.getValue();
  }
}
