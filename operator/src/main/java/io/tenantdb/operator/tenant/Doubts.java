package io.tenantdb.operator.tenant;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that are settled by the cluster's word, and at Neon are not as they should be. */
final class Doubts {
  private final Set<String> uids = ConcurrentHashMap.newKeySet();
  private final Set<String> credentials = ConcurrentHashMap.newKeySet();

  /** The next pass over the store looks at Neon. */
  void add(String uid) {
    uids.add(uid);
  }

  /** The next pass over the store asks Neon whether the published credentials are still right. */
  void addCredentials(String uid) {
    credentials.add(uid);
  }

  /** Whether there was a doubt in the credentials, which is over with this question. */
  boolean takeCredentials(String uid) {
    return credentials.remove(uid);
  }

  /** Whether there was a doubt, which is over with this question. */
  boolean take(String uid) {
    return uids.remove(uid);
  }
}
