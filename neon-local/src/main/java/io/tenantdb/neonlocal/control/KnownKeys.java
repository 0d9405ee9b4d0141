package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.postgres.ScramKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys of the passwords that were used last: they take milliseconds to make. */
final class KnownKeys {

  private static final int MOST = 2000;

  private final Map<String, ScramKeys> byPassword =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScramKeys> eldest) {
          return size() > MOST;
        }
      };

  ScramKeys of(String password) {
    ScramKeys known;
    synchronized (byPassword) {
      known = byPassword.get(password);
    }
    return known == null ? made(password) : known;
  }

  private ScramKeys made(String password) {
    ScramKeys made = ScramKeys.of(password);
    synchronized (byPassword) {
      byPassword.put(password, made);
    }
    return made;
  }
}
