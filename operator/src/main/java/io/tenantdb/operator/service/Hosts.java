package io.tenantdb.operator.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which store a host name means. It comes from anybody: only what is exactly one passes. */
final class Hosts {
  /** Of a name with a port. */
  static final int LONGEST = 253 + ":65535".length();

  private static final Pattern PORT_OR_ROOT = Pattern.compile("\\.?(:[0-9]{1,5})?$");

  /** As the CRD has it for {@code spec.subdomain}. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final List<String> suffixes;

  /** Names right below these domains are stores' own. */
  Hosts(Set<String> baseDomains) {
    suffixes = baseDomains.stream().map(domain -> "." + domain).toList();
  }

  /** The subdomain of the store; empty if the name can be no store's. */
  Optional<String> subdomainOf(String host) {
    if (host.length() > LONGEST) {
      return Optional.empty();
    }
    String name = PORT_OR_ROOT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return suffixes.stream()
        .filter(name::endsWith)
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .filter(label -> LABEL.matcher(label).matches())
        .findFirst();
  }
}
