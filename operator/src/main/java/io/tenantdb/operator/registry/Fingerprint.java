package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, in 16 bytes: entries that make the same row have the same fingerprint, and
 * others do not. Half of a SHA-256, so chance will not hide a change.
 */
record Fingerprint(long high, long low) {
  private static final Comparator<SchemaMigration> ORDER =
      Comparator.comparing(SchemaMigration::name).thenComparing(SchemaMigration::version);

  static Fingerprint of(RegistryEntry entry) {
    var bytes = new ByteArrayOutputStream(1024);
    try (var out = new DataOutputStream(bytes)) {
      text(out, entry.subdomain());
      text(out, entry.projectId());
      text(out, entry.branchId());
      text(out, entry.endpointId());
      text(out, entry.sealedConnectionString());
      text(out, entry.region());
      text(out, entry.state().name());
      text(out, entry.message());
      out.writeInt(Columns.megabytes(entry.sizeBytes()));
      for (SchemaMigration migration : sorted(entry.migrations())) {
        text(out, migration.name());
        text(out, migration.version());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(bytes.toByteArray()));
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  private static List<SchemaMigration> sorted(List<SchemaMigration> migrations) {
    return migrations.stream().distinct().sorted(ORDER).toList();
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
