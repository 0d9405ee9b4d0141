package io.tenantdb.neonlocal.control;

import java.util.List;
import java.util.function.Predicate;

/** How endpoints are addressed. */
public sealed interface Hosts {

  /** The host of a new endpoint. */
  String newHost(String endpointId, Predicate<String> isTaken);

  /** The pooled twin of a host. */
  String pooler(String host);

  /** What the API shows as {@code proxy_host}. */
  String proxyHost();

  /**
   * Whether a new host's addresses can be listened on; names share one that is listened on already.
   */
  default boolean areFree(String host, Predicate<String> isFree) {
    return both(host).stream().allMatch(isFree);
  }

  /** Both hosts, the direct one first. */
  default List<String> both(String host) {
    return List.of(host, pooler(host));
  }

  /**
   * Each endpoint has two loopback addresses of its own: an even one and, for the pooler, the odd
   * one after it.
   *
   * @param firstOctets the first two numbers of all addresses, for example {@code 127.64}
   */
  record Addresses(String firstOctets) implements Hosts {

    /** From .2 and .3 to .252 and .253. */
    private static final int PAIRS_OF_BLOCK = 126;

    private static final int PAIRS = 256 * PAIRS_OF_BLOCK;

    @Override
    public String newHost(String endpointId, Predicate<String> isTaken) {
      int start = Math.floorMod(endpointId.hashCode(), PAIRS);
      for (int i = 0; i < PAIRS; i++) {
        int pair = (start + i) % PAIRS;
        String host =
            "%s.%d.%d".formatted(firstOctets, pair / PAIRS_OF_BLOCK, 2 + pair % PAIRS_OF_BLOCK * 2);
        if (!isTaken.test(host)) {
          return host;
        }
      }
      throw new IllegalStateException(
          "all " + PAIRS + " addresses of " + firstOctets + " are used");
    }

    @Override
    public String pooler(String host) {
      int dot = host.lastIndexOf('.') + 1;
      return host.substring(0, dot) + (Integer.parseInt(host.substring(dot)) + 1);
    }

    @Override
    public String proxyHost() {
      return firstOctets + ".0.1";
    }
  }

  /**
   * Each endpoint has two names on one shared address, told apart by the TLS server name.
   *
   * @param domain what follows the endpoint's id
   * @param address where all of them listen
   */
  record Names(String domain, String address) implements Hosts {

    private static final String POOLER = "-pooler";

    @Override
    public String newHost(String endpointId, Predicate<String> isTaken) {
      return endpointId + "." + domain;
    }

    @Override
    public String pooler(String host) {
      int dot = host.indexOf('.');
      return host.substring(0, dot) + POOLER + host.substring(dot);
    }

    @Override
    public String proxyHost() {
      return domain;
    }

    @Override
    public boolean areFree(String host, Predicate<String> isFree) {
      return true;
    }

    /** The endpoint a server name stands for, pooled or not. */
    public String endpointOf(String serverName) {
      int dot = serverName.indexOf('.');
      String label = dot < 0 ? serverName : serverName.substring(0, dot);
      return label.endsWith(POOLER) ? label.substring(0, label.length() - POOLER.length()) : label;
    }
  }
}
