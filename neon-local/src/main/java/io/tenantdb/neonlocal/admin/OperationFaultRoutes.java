package io.tenantdb.neonlocal.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenantdb.neonlocal.control.OperationFaults;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;

/** What goes wrong with operations. */
public final class OperationFaultRoutes implements AdminRoutes {

  private record Shown(@JsonUnwrapped OperationFaults.Plan plan, OperationFaults.Count hits) {}

  private final OperationFaults faults;

  /** Serves these. */
  public OperationFaultRoutes(OperationFaults faults) {
    this.faults = faults;
  }

  @Override
  public void addTo(Router router) {
    router.add(
        "PUT",
        "/operations",
        request -> follow(PlanJson.read(request.body(), OperationFaults.Plan.class)));
    router.add("GET", "/operations", request -> shown());
    router.add("DELETE", "/operations", request -> follow(OperationFaults.Plan.none()));
    router.add("POST", "/operations/release", request -> release());
  }

  private Response follow(OperationFaults.Plan plan) {
    faults.follow(plan);
    return shown();
  }

  private Response release() {
    faults.release();
    return shown();
  }

  private Response shown() {
    return PlanJson.answer(new Shown(faults.plan(), faults.count()));
  }
}
