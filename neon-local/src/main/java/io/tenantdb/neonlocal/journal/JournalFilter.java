package io.tenantdb.neonlocal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.http.CallNotes;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Keys;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes every call down before it is answered. Bodies are never kept. */
public final class JournalFilter implements Filter {

  private static final int HINT = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final Journal journal;
  private final Clock clock;

  /** Writes into this journal. */
  public JournalFilter(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Response answer(Request request, Next next) throws Exception {
    Instant at = clock.instant();
    long begun = System.nanoTime();
    Response response = next.answer(request);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    journal.add(call(request, response, at, took));
    return response;
  }

  private static Call call(Request request, Response response, Instant at, Duration took) {
    CallNotes notes = request.notes();
    return new Call(
        0,
        at,
        notes.caller().name().toLowerCase(Locale.ROOT),
        request.method(),
        request.path(),
        query(request),
        response.status(),
        took.toMillis(),
        notes.faults().orElse(null),
        notes.effect(),
        request.requestId(),
        hint(Keys.text(request)),
        Summary.of(notes, branchName(request)),
        notes.template().orElse(null),
        notes.isOverlapping());
  }

  private static String hint(String key) {
    return key.length() <= 2 * HINT ? "" : key.substring(key.length() - HINT);
  }

  private static String query(Request request) {
    return new TreeMap<>(request.query())
        .entrySet().stream()
            .filter(entry -> !entry.getKey().matches("(?i).*(password|key|token|secret).*"))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
  }

  /** The name a branch is to have, also when the call did not get as far as its route. */
  private static @Nullable String branchName(Request request) {
    boolean isToldByTheAnswer = Boolean.TRUE.equals(request.notes().effect());
    if (isToldByTheAnswer || request.body().isEmpty() || !request.path().contains("/branches")) {
      return null;
    }
    try {
      JsonNode name = JSON.readTree(request.body()).path("branch").path("name");
      return name.isTextual() ? name.asText() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
