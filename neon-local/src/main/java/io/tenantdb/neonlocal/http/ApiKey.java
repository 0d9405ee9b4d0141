package io.tenantdb.neonlocal.http;

import org.jspecify.annotations.Nullable;

/**
 * A key clients may show.
 *
 * @param projectId the only project of a {@link Scope#PROJECT} key; null for others
 */
public record ApiKey(String key, Scope scope, @Nullable String projectId) {

  /** What a key can reach. */
  public enum Scope {
    /** Everything its user can: a personal key. */
    ACCOUNT,
    /** The organization. */
    ORG,
    /** One project, which it can neither delete nor add to. */
    PROJECT
  }

  @Override
  public String toString() {
    return "ApiKey of scope " + scope;
  }
}
