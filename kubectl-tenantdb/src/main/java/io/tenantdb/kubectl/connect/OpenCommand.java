package io.tenantdb.kubectl.connect;

import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.ClusterOptions;
import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import io.tenantdb.kubectl.terminal.Console;
import io.tenantdb.kubectl.terminal.Printable;
import io.tenantdb.sealing.SealedString;
import io.tenantdb.sealing.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a sealed string. */
@Command(
    name = "open",
    description =
        "Prints the connection string of a store, or of a sealed string, with the password in it.")
public final class OpenCommand implements Runnable {
  /** A compact JWE of this kind has an empty second part, and no name has two dots in a row. */
  private static final String SEALED_MARK = "..";

  private final Console console;

  @Mixin private ClusterOptions where = new ClusterOptions();
  @Mixin private KeyringOptions keyring = new KeyringOptions();

  @Option(
      names = "--organization",
      paramLabel = "UUID",
      description = "Refuse a sealed string of another organization.")
  private @Nullable UUID organization;

  @Option(names = "--redacted", description = "With **** in place of the password.")
  private boolean isRedacted;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|SEALED",
      description = "The TenantDatabase, or a sealed string; without it one is read from stdin.")
  private @Nullable String subject;

  /** The command on a person's console. */
  public OpenCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    String opened =
        subject == null || subject.contains(SEALED_MARK)
            ? ofText(subject == null ? stdin() : subject.strip())
            : ofStore(subject);
    console.print(List.of(Printable.line(opened)));
  }

  private String ofText(String sealed) {
    UUID expected =
        organization == null ? SealedString.header(sealed).organizationId() : organization;
    String opened = new Sealer(keyring.ofFile()).open(sealed, expected);
    return isRedacted
        ? ConnectionUri.of(opened).orElseThrow(OpenCommand::notOne).redacted()
        : opened;
  }

  private static PluginException notOne() {
    return new PluginException(
        ExitStatus.REFUSED,
        "The sealed string does not hold a connection URI (%s), so it can't be shown redacted."
            .formatted(ConnectionUri.FORM));
  }

  private String ofStore(String name) {
    try (Cluster cluster = where.open()) {
      StoreCredentials credentials = new StoreCredentials(cluster, cluster.store(name));
      return isRedacted
          ? credentials.uri(keyring).redacted()
          : credentials.connectionString(keyring);
    }
  }

  private String stdin() {
    try {
      return new String(console.in().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new PluginException(ExitStatus.NOT_FOUND, "Standard input can't be read.");
    }
  }
}
