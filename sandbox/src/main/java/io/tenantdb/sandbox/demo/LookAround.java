package io.tenantdb.sandbox.demo;

import io.tenantdb.api.TenantDatabase;
import java.io.PrintWriter;

/** Tells a person how to look around. */
final class LookAround {
  private final DemoPlace place;
  private final OperatorProcess operator;
  private final StoreLines stores;
  private final ProductsCheck check;

  LookAround(DemoPlace place, OperatorProcess operator, StoreLines stores, ProductsCheck check) {
    this.place = place;
    this.operator = operator;
    this.stores = stores;
    this.check = check;
  }

  void print(PrintWriter out) {
    out.println();
    out.println("Look around (in another terminal):");
    place.howToLookAround().forEach(line -> out.println("  " + line));
    for (TenantDatabase store : stores.stores()) {
      out.printf("  psql \"%s\"   # %s%n", check.uriOf(store), store.getMetadata().getName());
    }
    out.println("  curl -s " + operator.metricsUrl() + " | grep tenantdb_");
    out.println("  less " + operator.process().log());
    out.println();
    out.println("Ctrl-C stops everything.");
    out.flush();
  }
}
