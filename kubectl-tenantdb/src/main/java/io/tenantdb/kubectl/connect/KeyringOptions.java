package io.tenantdb.kubectl.connect;

import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import io.tenantdb.sealing.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keyring comes from that opens a sealed string. */
final class KeyringOptions {
  @Option(
      names = "--keyring",
      paramLabel = "FILE",
      description =
          "The keyring, a JWK Set. Default: the Secret that the class names, in the operator's namespace.")
  private @Nullable Path file;

  /** Whether the cluster need not be asked for it. */
  boolean isFile() {
    return file != null;
  }

  /** The keyring of the file, or of this class. */
  Keyring keyring(Cluster cluster, String className) {
    return file == null ? ofClass(cluster, className) : ofFile(file);
  }

  /** The keyring of the file, which must be given. */
  Keyring ofFile() {
    return ofFile(
        Optional.ofNullable(file)
            .orElseThrow(
                () ->
                    new PluginException(
                        ExitStatus.USAGE,
                        "Without a store's name nothing says which keyring to use: add --keyring FILE.")));
  }

  private static Keyring ofFile(Path file) {
    try {
      return Keyring.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PluginException(
          ExitStatus.NOT_FOUND, "The keyring %s can't be read.".formatted(file));
    }
  }

  private static Keyring ofClass(Cluster cluster, String className) {
    SecretKeyRef ref =
        cluster
            .storeClass(className)
            .map(found -> found.getSpec().encryption().keyringSecretRef())
            .orElseThrow(
                () ->
                    missing(
                        "The class %s, which names the keyring, is not there"
                            .formatted(className)));
    String where = cluster.operatorNamespace();
    return cluster
        .secret(where, ref.name())
        .flatMap(secret -> SecretData.bytes(secret, ref.keyOr("keyring.json")))
        .map(Keyring::parse)
        .orElseThrow(
            () ->
                missing(
                    "There is no keyring in Secret %s/%s, key %s"
                        .formatted(where, ref.name(), ref.keyOr("keyring.json"))));
  }

  private static PluginException missing(String what) {
    return new PluginException(
        ExitStatus.NOT_FOUND,
        what
            + ". Name the operator's namespace with --operator-namespace, or a copy with --keyring FILE.");
  }
}
