package io.tenantdb.neonlocal.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one server is started.
 *
 * @param certificate PEM chain the server shows
 * @param key PEM private key, readable by the owner only
 * @param maxConnections most sessions at a time
 * @param extra settings of the endpoint ({@code pg_settings}), which win over ours
 * @param socketFolder where it also takes connections of anybody as anybody but the superuser,
 *     without a password: a folder that nobody but neon-local can enter; null for nowhere
 */
public record ServerSettings(
    Path certificate,
    Path key,
    int maxConnections,
    Map<String, String> extra,
    @Nullable Path socketFolder) {

  /**
   * Made for a laptop: small, quick to start and stop, and safe against anything but a power cut.
   */
  private static final Map<String, String> BASE =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("ssl", "on"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("shared_buffers", "16MB"),
          Map.entry("huge_pages", "off"),
          Map.entry("io_method", "sync"),
          Map.entry("jit", "off"),
          Map.entry("fsync", "off"),
          // Blocks are torn by power cuts only; a backup turns this on by itself.
          Map.entry("full_page_writes", "off"),
          Map.entry("wal_recycle", "off"),
          Map.entry("min_wal_size", "2MB"),
          Map.entry("max_wal_size", "64MB"),
          Map.entry("max_worker_processes", "4"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_checkpoints", "off"),
          // A statement that failed may hold a password.
          Map.entry("log_min_error_statement", "panic"));

  private static final String HBA =
      """
      hostssl   all  cloud_admin  all           reject
      hostnossl all  cloud_admin  127.0.0.1/32  scram-sha-256
      hostssl   all  all          127.0.0.1/32  scram-sha-256
      """;

  /** Settings of a server that is reached by its port alone. */
  public ServerSettings(Path certificate, Path key, int maxConnections, Map<String, String> extra) {
    this(certificate, key, maxConnections, extra, null);
  }

  /** The text of postgresql.conf for a server on {@code port} with this pg_hba.conf. */
  String configuration(int port, Path hba) {
    Map<String, String> settings = new LinkedHashMap<>(BASE);
    settings.put("max_connections", String.valueOf(maxConnections));
    settings.putAll(extra);
    if (socketFolder != null) {
      settings.put("unix_socket_directories", socketFolder.toString());
    }
    settings.put("port", String.valueOf(port));
    settings.put("hba_file", hba.toString());
    settings.put("ssl_cert_file", certificate.toString());
    settings.put("ssl_key_file", key.toString());
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
        .collect(Collectors.joining());
  }

  /**
   * Who may connect: anybody with a password over TLS, as Neon's proxy demands, but never as the
   * superuser, whose sessions come from neon-local itself and without TLS.
   */
  String hba() {
    String local =
        """
        local     all  cloud_admin                reject
        local     all  all                        trust
        """;
    return (socketFolder == null ? "" : local) + HBA;
  }
}
