package io.tenantdb.operator.logging;

/** The names of keys in log lines: the same thing has the same name in every line. */
public final class LogKeys {
  /** The namespace of the resource a line is about. */
  public static final String NAMESPACE = "namespace";

  /** The name of the resource a line is about. */
  public static final String NAME = "name";

  /** The kind of the resource a line is about, when it is not plain. */
  public static final String KIND = "kind";

  /** The store. */
  public static final String ORGANIZATION = "organization";

  /** The class that places a store. */
  public static final String CLASS_NAME = "class";

  /** The Neon project. */
  public static final String PROJECT = "project";

  /** The Neon branch, by id. */
  public static final String BRANCH = "branch";

  /** The Neon endpoint, by id. */
  public static final String ENDPOINT = "endpoint";

  /** The region of a project. */
  public static final String REGION = "region";

  /** What the operator decided to do. */
  public static final String STEP = "step";

  /** The word for why, as in conditions and Events. */
  public static final String REASON = "reason";

  /** The version of a schema. */
  public static final String SCHEMA_VERSION = "schemaVersion";

  /** How many. */
  public static final String COUNT = "count";

  /** How many tries so far. */
  public static final String ATTEMPT = "attempt";

  /** How long it took, in milliseconds. */
  public static final String MILLIS = "millis";

  /** When it is tried again, as a duration. */
  public static final String RETRY_IN = "retryIn";

  /** What went wrong, as a sentence without secrets. */
  public static final String ERROR = "error";

  /** The database's code for what went wrong. */
  public static final String SQL_STATE = "sqlState";

  /** The Lease that decides who leads, as {@code namespace/name}. */
  public static final String LEASE = "lease";

  /** Which of several processes. */
  public static final String IDENTITY = "identity";

  private LogKeys() {}
}
