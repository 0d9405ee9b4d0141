package io.tenantdb.connections;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Host header names. It comes from anybody on the Internet, so only what is exactly a host
 * name passes.
 */
final class HostNames {
  private static final int LONGEST = 253;
  private static final int LONGEST_WITH_PORT = LONGEST + 1 + ":65535".length();
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  /** As the CRD has it for {@code spec.subdomain}. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern NAME =
      Pattern.compile("(%1$s)(\\.%1$s)+".formatted(LABEL.pattern()));
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+");

  private final List<String> suffixes;

  /** Names below these base domains are stores' own. */
  HostNames(List<String> baseDomains) {
    suffixes = baseDomains.stream().map(HostNames::suffix).toList();
  }

  private static String suffix(String baseDomain) {
    return "."
        + plain(baseDomain)
            .orElseThrow(
                () -> new IllegalArgumentException("\"%s\" is not a domain".formatted(baseDomain)));
  }

  /** A host name in lower case and ASCII, without a port; empty if it is none. */
  static Optional<String> plain(String host) {
    if (host.length() > LONGEST_WITH_PORT) {
      return Optional.empty();
    }
    String name = PORT.matcher(host).replaceFirst("");
    String rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return ascii(rooted)
        .map(ascii -> ascii.toLowerCase(Locale.ROOT))
        .filter(ascii -> ascii.length() <= LONGEST)
        .filter(ascii -> NAME.matcher(ascii).matches() && !IP_ADDRESS.matcher(ascii).matches());
  }

  private static Optional<String> ascii(String name) {
    try {
      return Optional.of(IDN.toASCII(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The label of the store that a {@link #plain} name is for: the one right below a base domain;
   * empty if it is below none, or deeper.
   */
  Optional<String> labelOf(String plain) {
    return suffixes.stream()
        .filter(plain::endsWith)
        .map(suffix -> plain.substring(0, plain.length() - suffix.length()))
        .filter(label -> LABEL.matcher(label).matches())
        .findFirst();
  }

  /**
   * Whether a {@link #plain} name belongs to a base domain, so that nobody else can say whose it
   * is.
   */
  boolean isOurs(String plain) {
    return suffixes.stream()
        .anyMatch(suffix -> plain.endsWith(suffix) || plain.equals(suffix.substring(1)));
  }
}
