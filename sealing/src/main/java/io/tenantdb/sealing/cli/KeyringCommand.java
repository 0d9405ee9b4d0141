package io.tenantdb.sealing.cli;

import picocli.CommandLine.Command;

/** The commands that make keys. */
@Command(
    name = "keyring",
    description = "Makes a keyring, or puts a new key in front of one.",
    synopsisSubcommandLabel = "COMMAND")
final class KeyringCommand {}
