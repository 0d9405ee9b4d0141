package io.tenantdb.operator.tenant;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a password is the one that a branch was copied with. Copies of a protected branch have
 * new passwords by Neon's promise, so for those Neon is asked about the parent's once in a while
 * and not for each; what is kept is no password but its keyed hash.
 */
final class ParentPasswords {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final String MAC = "HmacSHA256";

  private final Map<Login, Known> known = new ConcurrentHashMap<>();
  private final SecretKeySpec key;
  private final Clock clock;

  ParentPasswords(Clock clock) {
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, MAC);
  }

  /**
   * Whether {@code password} is that of {@code role} on the branch that {@code copy} was made from.
   *
   * @param isProtected whether that branch is protected
   */
  boolean hasPassword(NeonApi api, Branch copy, String role, String password, boolean isProtected) {
    String parent = copy.parentId();
    if (parent == null) {
      return false;
    }
    Login login = new Login(copy.projectId(), parent, role);
    Known hash = known.get(login);
    if (!isProtected || hash == null || hash.until().isBefore(clock.instant())) {
      Optional<Secret> asked = api.password(copy.projectId(), parent, role);
      hash =
          new Known(
              asked.map(secret -> hash(secret.reveal())).orElseGet(() -> new byte[0]),
              clock.instant().plus(KEPT));
      known.put(login, hash);
    }
    return MessageDigest.isEqual(hash.hash(), hash(password));
  }

  private byte[] hash(String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  private record Login(String projectId, String branchId, String role) {}

  private static final class Known {
    private final byte[] hash;
    private final Instant until;

    Known(byte[] hash, Instant until) {
      this.hash = hash;
      this.until = until;
    }

    byte[] hash() {
      return hash;
    }

    Instant until() {
      return until;
    }
  }
}
