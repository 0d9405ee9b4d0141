package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Response;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place in front of the API for journals and faults. */
final class FilterIT {

  @TempDir private Path state;

  @Test
  void shouldLetFiltersSeeAndAnswerEveryCall() throws Exception {
    // Given
    List<String> journal = new CopyOnWriteArrayList<>();
    Filter looksOn =
        (request, next) -> {
          Response response = next.answer(request);
          journal.add(request.method() + " " + request.path() + " " + response.status());
          return response;
        };
    Filter refusesRegions =
        (request, next) ->
            request.path().equals("/regions")
                ? new Response(503, Map.of("code", "", "message", "out of order"))
                : next.answer(request);
    NeonLocalConfig config = NeonLocalConfig.of(TestNeon.settings(state, Map.of()));
    try (NeonLocalServer server =
        NeonLocalServer.start(config, List.of(looksOn, refusesRegions), Clock.systemUTC())) {
      TestNeon neon = TestNeon.at(server.baseUrl());

      // When
      neon.get("/regions").expect(503);
      neon.get(project("")).expect(200);

      // Then
      assertThat(journal).containsExactly("GET /regions 503", "GET " + project("") + " 200");
    }
  }
}
