package io.tenantdb.operator.status;

import java.time.Duration;

/** When a resource is looked at again if no event comes before. */
public sealed interface Recheck {
  /** When the periodic pass over everything comes. */
  record WhenDue() implements Recheck {}

  /** At once: there is a next step to take. */
  record AtOnce() implements Recheck {}

  /** After a while. */
  record After(Duration delay) implements Recheck {}

  /** Soon and again and again, as far as that is cheap: a store's database can't be reached. */
  record Often() implements Recheck {}

  /** After a while that grows with each failure in a row. */
  record Backoff() implements Recheck {}
}
