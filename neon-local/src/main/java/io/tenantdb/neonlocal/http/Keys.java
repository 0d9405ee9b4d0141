package io.tenantdb.neonlocal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of the settings, and which of them are revoked at the moment. */
public final class Keys {

  private static final String BEARER = "Bearer ";

  private final List<ApiKey> all;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  /** None is revoked at first. */
  public Keys(List<ApiKey> all) {
    this.all = List.copyOf(all);
  }

  /** The key that a call shows, revoked or not. */
  public Optional<ApiKey> shownBy(Request request) {
    String shown = text(request);
    return all.stream().filter(key -> isSame(key.key(), shown)).findFirst();
  }

  /** The key that a call shows, unless it is revoked. */
  Optional<ApiKey> validOf(Request request) {
    return shownBy(request).filter(key -> !revoked.contains(key.key()));
  }

  /** What a call shows as its key, whether there is such a key or not; empty when nothing. */
  public static String text(Request request) {
    return request
        .header("authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElse("");
  }

  /** From now on calls with it are refused (401); false when there is no such key. */
  public boolean revoke(String key) {
    if (isKnown(key)) {
      revoked.add(key);
    }
    return isKnown(key);
  }

  /** Makes a revoked key valid again; false when there is no such key. */
  public boolean restore(String key) {
    revoked.remove(key);
    return isKnown(key);
  }

  private boolean isKnown(String key) {
    return all.stream().anyMatch(known -> isSame(known.key(), key));
  }

  private static boolean isSame(String key, String shown) {
    return MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
