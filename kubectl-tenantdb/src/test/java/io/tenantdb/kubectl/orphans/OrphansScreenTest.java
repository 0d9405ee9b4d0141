package io.tenantdb.kubectl.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.kubectl.Examples;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code orphans} says. */
final class OrphansScreenTest {
  private static final Orphan OLD = orphan("br-old-fog-b2", "2026-11-01T12:00:00Z", 41943040L);
  private static final Orphan NEW = orphan("br-cold-mud-a1", "2026-11-26T12:00:00Z", null);

  @Test
  void shouldTellWhichMayBeRemovedAndHow() {
    // When
    List<String> lines = lines(new OrphanReport(2, List.of(OLD, NEW), 0, List.of(), null, null));

    // Then
    assertThat(lines.get(1))
        .contains("br-old-fog-b2")
        .contains("40 MiB")
        .endsWith("26d         now");
    assertThat(lines.get(2)).contains("br-cold-mud-a1").contains("not known").endsWith("in 6d");
    assertThat(lines)
        .contains("  kubectl annotate tdbc CLASS --overwrite tenantdb.io/remove-orphans=dry-run");
  }

  @Test
  void shouldSayThatTheListIsNotWhole() {
    // When
    List<String> lines = lines(new OrphanReport(80, List.of(OLD), 3, List.of(), null, null));

    // Then
    assertThat(lines)
        .contains("Class shared: 80 orphans, of which the 1 oldest are listed.")
        .anyMatch(line -> line.startsWith("Class shared: 3 more branches were made by somebody"));
  }

  @Test
  void shouldNotTakeNotKnowingForNone() {
    assertThat(lines(null)).contains("Class shared: no operator has told of orphans yet.");
    assertThat(lines(new OrphanReport(0, List.of(), 0, List.of(), "Not all are seen.", null)))
        .contains("Class shared: Not all are seen.");
  }

  private static Orphan orphan(String id, String firstSeen, @Nullable Long size) {
    return new Orphan(
        id, "store-1", "late-frost-12345678", "7b6f", "2026-09-01T08:12:00Z", size, firstSeen);
  }

  private static List<String> lines(@Nullable OrphanReport report) {
    TenantDatabaseClass storeClass = new TenantDatabaseClass();
    storeClass.setMetadata(new ObjectMetaBuilder().withName("shared").build());
    storeClass.setStatus(
        new TenantDatabaseClassStatus(1L, "7", List.of(), List.of(), List.of(), report));
    return new OrphansScreen(List.of(storeClass), Duration.ofDays(7), Examples.NOW).lines();
  }
}
