package io.tenantdb.kubectl.orphans;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.terminal.Age;
import io.tenantdb.kubectl.terminal.Printable;
import io.tenantdb.kubectl.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orphans of all classes for people.
 *
 * @param grace how long an orphan has to be known before it may be removed
 */
record OrphansScreen(List<TenantDatabaseClass> classes, Duration grace, Instant now) {
  private static final long MEBIBYTE = 1024L * 1024;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Table table =
        new Table("CLASS", "PROJECT", "BRANCH", "ORGANIZATION", "SIZE", "KNOWN FOR", "REMOVABLE");
    classes.forEach(storeClass -> rows(table, storeClass));
    lines.addAll(table.isEmpty() ? List.of("No orphans are known.") : table.lines());
    classes.forEach(storeClass -> remarks(lines, storeClass));
    if (!table.isEmpty()) {
      lines.addAll(howToRemove());
    }
    return lines;
  }

  private void rows(Table table, TenantDatabaseClass storeClass) {
    OrphanReport report = Conditions.status(storeClass).orphans();
    if (report != null) {
      report
          .branches()
          .forEach(
              orphan ->
                  table.row(
                      storeClass.getMetadata().getName(),
                      orphan.projectId(),
                      orphan.branchId(),
                      orphan.organizationId() == null ? "not known" : orphan.organizationId(),
                      size(orphan.sizeBytes()),
                      Age.time(orphan.firstSeen()).map(t -> Age.between(t, now)).orElse("?"),
                      removable(orphan)));
    }
  }

  private static String size(@Nullable Long bytes) {
    return bytes == null ? "not known" : bytes / MEBIBYTE + " MiB";
  }

  private String removable(Orphan orphan) {
    return Age.time(orphan.firstSeen())
        .map(seen -> seen.plus(grace))
        .map(time -> time.isAfter(now) ? "in " + Age.between(now, time) : "now")
        .orElse("not known");
  }

  private static void remarks(List<String> lines, TenantDatabaseClass storeClass) {
    String name = storeClass.getMetadata().getName();
    OrphanReport report = Conditions.status(storeClass).orphans();
    if (report == null) {
      lines.add("Class %s: no operator has told of orphans yet.".formatted(name));
      return;
    }
    if (report.message() != null) {
      lines.add(Printable.line("Class %s: %s".formatted(name, report.message())));
    }
    if (report.count() > report.branches().size()) {
      lines.add(
          "Class %s: %d orphans, of which the %d oldest are listed."
              .formatted(name, report.count(), report.branches().size()));
    }
    if (report.unmarkedCount() > 0) {
      lines.add(
          "Class %s: %d more branches were made by somebody else, and the operator never removes them."
              .formatted(name, report.unmarkedCount()));
    }
    if (report.removal() != null) {
      lines.add(
          Printable.line(
              "Class %s, asked to remove %s: %s"
                  .formatted(name, report.removal().request(), report.removal().message())));
    }
  }

  private List<String> howToRemove() {
    String annotation = Annotations.REMOVE_ORPHANS;
    return List.of(
        "",
        "REMOVABLE counts %s from when it was first seen; the operator's TENANTDB_ORPHAN_GRACE decides."
            .formatted(Age.of(grace)),
        "To remove some for good, ask first what would be done, then name them:",
        "  kubectl annotate tdbc CLASS --overwrite %s=dry-run".formatted(annotation),
        "  kubectl annotate tdbc CLASS --overwrite %s=BRANCH,BRANCH".formatted(annotation),
        "To keep one, apply the TenantDatabase of its organization and class again.");
  }
}
