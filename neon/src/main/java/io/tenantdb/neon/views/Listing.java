package io.tenantdb.neon.views;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one whole list of a project said, indexed. Never changed after it is made. */
record Listing(
    Instant askedAt,
    Map<String, Branch> branches,
    Map<String, Branch> byName,
    Map<String, Endpoint> endpoints) {

  static Listing of(Instant askedAt, List<Branch> branches, List<Endpoint> endpoints) {
    Map<String, Branch> byId = HashMap.newHashMap(branches.size());
    Map<String, Branch> byName = HashMap.newHashMap(branches.size());
    Map<String, Endpoint> byBranch = HashMap.newHashMap(endpoints.size());
    for (Branch branch : branches) {
      byId.put(branch.id(), branch);
      byName.put(branch.name(), branch);
    }
    for (Endpoint endpoint : endpoints) {
      if (endpoint.readWrite()) {
        byBranch.put(endpoint.branchId(), endpoint);
      }
    }
    return new Listing(askedAt, byId, byName, byBranch);
  }
}
