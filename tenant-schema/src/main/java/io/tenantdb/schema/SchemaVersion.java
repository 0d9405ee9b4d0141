package io.tenantdb.schema;

/**
 * A version of the store schema: a whole number, 1 for the first migration.
 *
 * @param number 0 stands for a database that has no store schema yet, see {@link #NONE}
 */
public record SchemaVersion(int number) implements Comparable<SchemaVersion> {

  /** No schema yet. */
  public static final SchemaVersion NONE = new SchemaVersion(0);

  public SchemaVersion {
    if (number < 0) {
      throw new IllegalArgumentException("a schema version is not negative, but was " + number);
    }
  }

  /**
   * Reads a version as it stands in a resource or in the history of migrations, for example {@code
   * "3"}.
   *
   * @throws IllegalArgumentException if it is not a whole number above 0
   */
  public static SchemaVersion parse(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "not a schema version: \"%s\"; expected a whole number, for example 3".formatted(text));
    }
    return new SchemaVersion(Integer.parseInt(text));
  }

  @Override
  public int compareTo(SchemaVersion other) {
    return Integer.compare(number, other.number);
  }

  /** The number as text. */
  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
