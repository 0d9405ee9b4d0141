package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.Ledger.Wanted;
import io.tenantdb.operator.registry.Ledger.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes work to the database: many rows in one transaction, and when the database takes offence at
 * one of them, each in its own, so that it holds up no other.
 */
final class RegistryWriter {
  private final Ledger ledger;
  private final RegistryRows rows;
  private final boolean ownsOrganizations;

  RegistryWriter(Ledger ledger, RegistryRows rows, boolean ownsOrganizations) {
    this.ledger = ledger;
    this.rows = rows;
    this.ownsOrganizations = ownsOrganizations;
  }

  /**
   * Writes all of {@code work}, or fails because the database as a whole is not as it should be.
   */
  void write(Connection connection, List<Work> work) throws SQLException {
    try {
      inTransaction(connection, () -> writeTogether(connection, work));
      work.forEach(ledger::confirm);
    } catch (SQLException e) {
      if (!Fault.of(e).isAboutTheRow()) {
        throw e;
      }
      for (Work one : work) {
        writeAlone(connection, one);
      }
    }
  }

  private void writeTogether(Connection connection, List<Work> work) throws SQLException {
    var written = new ArrayList<RegistryEntry>();
    var removed = new ArrayList<UUID>();
    for (Work one : work) {
      Wanted wanted = one.wanted();
      if (wanted == null) {
        removed.add(one.organizationId());
      } else {
        written.add(wanted.entry());
      }
    }
    // First what goes, so that what comes may take its place.
    rows.remove(connection, removed);
    if (ownsOrganizations) {
      rows.addOrganizations(
          connection, written.stream().filter(entry -> !entry.isWithoutStore()).toList());
    }
    rows.write(connection, written);
  }

  private void writeAlone(Connection connection, Work work) throws SQLException {
    try {
      inTransaction(connection, () -> writeTogether(connection, List.of(work)));
      ledger.confirm(work);
    } catch (SQLException e) {
      Fault fault = Fault.of(e);
      if (!fault.isAboutTheRow()) {
        throw e;
      }
      if (!(fault.isAboutUniqueness() && writeAfterMakingRoom(connection, work))) {
        ledger.refuse(work, fault);
      }
    }
  }

  // A branch that moved from one organization to another is still in the row of the first, which
  // has
  // news to be written too. It is taken from there only if the first no longer claims it.
  private boolean writeAfterMakingRoom(Connection connection, Work work) throws SQLException {
    Wanted wanted = work.wanted();
    if (wanted == null || wanted.entry().branchId() == null) {
      return false;
    }
    String branch = wanted.entry().branchId();
    Optional<UUID> holder = rows.holder(connection, branch, work.organizationId());
    if (holder.isEmpty() || ledger.claims(holder.get(), branch)) {
      return false;
    }
    inTransaction(
        connection,
        () -> {
          rows.displace(connection, holder.get());
          writeTogether(connection, List.of(work));
        });
    ledger.confirm(work);
    ledger.disturb(holder.get());
    return true;
  }

  private interface Change {
    void run() throws SQLException;
  }

  private static void inTransaction(Connection connection, Change change) throws SQLException {
    connection.setAutoCommit(false);
    try {
      change.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
