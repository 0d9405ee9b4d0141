package io.tenantdb.neonlocal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/projects/*/branches, /projects/p/branches, true",
    "/projects/*/branches, /projects/p/branches/b, false",
    "/projects/*/branches, /projects/p/endpoints, false",
    "/projects/**, /projects, true",
    "/projects/**, /projects/p/branches/b, true",
    "/**/reset_password, /projects/p/branches/b/roles/r/reset_password, true",
    "/**/reset_password, /projects/p/branches/b/roles/r, false",
    "**, /, true",
  })
  void shouldFitPathsSegmentBySegment(String pattern, String path, boolean fits) {
    assertThat(new PathPattern(pattern).fits(path)).isEqualTo(fits);
  }
}
