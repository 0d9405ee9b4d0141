package io.tenantdb.neonlocal.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenantdb.neonlocal.faults.CallFaults;
import io.tenantdb.neonlocal.faults.FaultPlan;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.faults.Rule;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;
import java.util.List;

/** What goes wrong with calls. */
public final class FaultRoutes implements AdminRoutes {

  private record Shown(long seed, List<ShownRule> rules) {}

  private record ShownRule(@JsonUnwrapped Rule rule, int hits) {}

  private final CallFaults faults;

  /** Serves these. */
  public FaultRoutes(CallFaults faults) {
    this.faults = faults;
  }

  @Override
  public void addTo(Router router) {
    router.add("PUT", "/faults", this::put);
    router.add("GET", "/faults", request -> shown());
    router.add("DELETE", "/faults", request -> delete());
  }

  private Response put(Request request) {
    faults.follow(PlanJson.read(request.body(), FaultPlan.class));
    return shown();
  }

  private Response delete() {
    faults.follow(FaultPlan.none());
    return shown();
  }

  private Response shown() {
    return PlanJson.answer(
        new Shown(
            faults.seed(),
            faults.hits().stream().map(rule -> new ShownRule(rule.rule(), rule.hits())).toList()));
  }
}
