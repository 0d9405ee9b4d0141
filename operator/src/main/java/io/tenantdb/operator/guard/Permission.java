package io.tenantdb.operator.guard;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people said of the deletions of a class.
 *
 * @param until deletions asked for until then may go; null when nobody said so
 * @param problem what is wrong with what they said; null when it can be followed
 */
record Permission(@Nullable Instant until, @Nullable String problem) {
  /** A slip of the pen must not open the guard for years. */
  private static final Duration FARTHEST = Duration.ofDays(1);

  static Permission of(Optional<TenantDatabaseClass> tenantClass, Instant now) {
    Optional<String> said =
        tenantClass.flatMap(c -> annotation(c, Annotations.ALLOW_DELETIONS_UNTIL));
    if (said.isEmpty()) {
      return new Permission(null, null);
    }
    try {
      Instant until = OffsetDateTime.parse(said.get()).toInstant();
      return until.isAfter(now.plus(FARTHEST))
          ? new Permission(null, "lies more than a day ahead and is not followed")
          : new Permission(until, null);
    } catch (DateTimeException e) {
      return new Permission(null, "is not a time such as 2026-11-23T15:04:05Z");
    }
  }

  /** Whether a person let this deletion go on. */
  boolean covers(TenantDatabase database) {
    return isConfirmed(database)
        || (until != null && !askedFor(database).map(asked -> asked.isAfter(until)).orElse(true));
  }

  /** When the deletion was asked for. */
  static Optional<Instant> askedFor(TenantDatabase database) {
    return Optional.ofNullable(database.getMetadata().getDeletionTimestamp()).map(Instant::parse);
  }

  private static boolean isConfirmed(TenantDatabase database) {
    return annotation(database, Annotations.CONFIRM_DELETION)
        .filter(database.getMetadata().getName()::equals)
        .isPresent();
  }

  private static Optional<String> annotation(HasMetadata resource, String key) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(key));
  }
}
