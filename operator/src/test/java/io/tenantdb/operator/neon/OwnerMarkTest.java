package io.tenantdb.operator.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.Branch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnerMarkTest {
  private final OwnerMark mark = new OwnerMark("installation-1");

  @Test
  void shouldProveBranchThatCarriesItsMark() {
    assertThat(mark.provesStore(branch(mark.ofStore("org-1")), "org-1")).isTrue();
    assertThat(mark.provesTemplate(branch(mark.ofTemplate("store", "tenant-template")), "store"))
        .isTrue();
  }

  @Test
  void shouldProveBranchThatCarriesMoreThanItsMark() {
    // Given
    Map<String, String> more = new HashMap<>(mark.ofStore("org-1"));
    more.put("team", "checkout");

    // Then
    assertThat(mark.provesStore(branch(more), "org-1")).isTrue();
  }

  @Test
  void shouldNotProveBranchWithoutMark() {
    assertThat(mark.provesStore(branch(Map.of()), "org-1")).isFalse();
  }

  @Test
  void shouldNotProveBranchOfAnotherOrganization() {
    assertThat(mark.provesStore(branch(mark.ofStore("org-2")), "org-1")).isFalse();
  }

  @Test
  void shouldNotProveBranchOfAnotherInstallation() {
    // Given
    OwnerMark other = new OwnerMark("installation-2");

    // Then
    assertThat(mark.provesStore(branch(other.ofStore("org-1")), "org-1")).isFalse();
  }

  @Test
  void shouldNotTakeTemplateForStore() {
    assertThat(mark.provesStore(branch(mark.ofTemplate("org-1", "tenant-template")), "org-1"))
        .isFalse();
    assertThat(mark.provesTemplate(branch(mark.ofStore("store")), "store")).isFalse();
  }

  private static Branch branch(Map<String, String> annotations) {
    return new Branch(
        "br-1",
        "p1",
        "b",
        null,
        "ready",
        null,
        false,
        false,
        annotations,
        null,
        0,
        Instant.parse("2026-11-23T09:00:00Z"));
  }
}
