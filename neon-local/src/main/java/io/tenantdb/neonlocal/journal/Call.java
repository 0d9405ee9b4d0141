package io.tenantdb.neonlocal.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call and what became of it.
 *
 * @param seq counts calls in the order in which they ended, from 1
 * @param at when it came
 * @param by {@code api} or {@code console}
 * @param path without the base path
 * @param query without anything secret
 * @param status what the client was told; 0 when the connection was closed without an answer
 * @param fault what was done to it, by the names of the rules; null for nothing
 * @param effect true: its route succeeded. False: its route refused or failed. Null: it reached no
 *     route
 * @param key the last four characters
 * @param template the route, as {@code /projects/{project_id}}; null when there is none
 * @param overlapping whether it changed a project all the while another operation was unfinished
 */
public record Call(
    long seq,
    Instant at,
    String by,
    String method,
    String path,
    String query,
    int status,
    long millis,
    @Nullable String fault,
    @Nullable Boolean effect,
    String requestId,
    String key,
    Summary summary,
    @JsonIgnore @Nullable String template,
    @JsonIgnore boolean overlapping) {

  Call numbered(long number) {
    return new Call(
        number,
        at,
        by,
        method,
        path,
        query,
        status,
        millis,
        fault,
        effect,
        requestId,
        key,
        summary,
        template,
        overlapping);
  }
}
