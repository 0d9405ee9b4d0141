package io.tenantdb.operator.service;

import io.tenantdb.operator.logging.LogKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key and certificate in a folder as they are now: they are read anew when they change, and if
 * that fails the former ones stay.
 */
final class CurrentKey extends X509ExtendedKeyManager {
  private static final Logger log = LoggerFactory.getLogger(CurrentKey.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Files carry no name for it. */
  private static final String ALIAS = "service";

  private final Path folder;
  private Loaded current;
  private long lastLook = System.nanoTime();

  private record Loaded(List<FileTime> times, TlsFiles.Pair pair) {}

  /**
   * Reads it.
   *
   * @throws UncheckedIOException if it can't be read
   * @throws IllegalArgumentException if it is none
   */
  CurrentKey(Path folder) {
    this.folder = folder;
    try {
      current = load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Loaded load() throws IOException, GeneralSecurityException {
    List<FileTime> times = times();
    return new Loaded(times, TlsFiles.read(folder));
  }

  private List<FileTime> times() throws IOException {
    return List.of(
        Files.getLastModifiedTime(folder.resolve(TlsFiles.CERTIFICATE)),
        Files.getLastModifiedTime(folder.resolve(TlsFiles.KEY)));
  }

  private synchronized TlsFiles.Pair pair() {
    long now = System.nanoTime();
    if (now - lastLook > LOOK_EVERY.toNanos()) {
      lastLook = now;
      refresh();
    }
    return current.pair();
  }

  private void refresh() {
    try {
      if (!times().equals(current.times())) {
        current = load();
        log.atInfo().log("the connection service has a new certificate");
      }
    } catch (IOException | GeneralSecurityException e) {
      log.atWarn()
          .addKeyValue(LogKeys.ERROR, e.toString())
          .log("the new certificate of the connection service can't be used; the former one stays");
    }
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return pair().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair().key();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keyType.equals(pair().key().getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
