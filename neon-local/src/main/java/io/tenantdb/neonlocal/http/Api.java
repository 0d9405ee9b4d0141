package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Neon's API: its routes and what stands in front of them. */
public final class Api {

  private final Router router = new Router();
  private final ProjectLock lock;
  private final Filter.Next calls;
  private final Filter.Next console;

  /**
   * Puts it together.
   *
   * @param journal sees all calls and the answers they get in the end, those of the console too
   * @param filters stand before authentication and routes, the first of them outermost
   * @param proxyHost what projects show as {@code proxy_host}
   */
  public Api(
      ControlPlane control,
      Account account,
      Keys keys,
      Filter journal,
      List<Filter> filters,
      String proxyHost) {
    Authentication authentication = new Authentication(keys);
    addRoutes(control, account, authentication, proxyHost);
    this.lock = new ProjectLock(control.operations());
    List<Filter> outside = List.of(this::note, journal, new ErrorBodies());
    List<Filter> all = new ArrayList<>(outside);
    all.addAll(filters);
    all.add(authentication);
    this.calls = Filter.chain(all, this::route);
    this.console = Filter.chain(outside, this::route);
  }

  private void addRoutes(
      ControlPlane control, Account account, Authentication authentication, String proxyHost) {
    var json = Json.mapper();
    Bodies bodies = new Bodies(json);
    ProjectViews views = new ProjectViews(json, account, proxyHost);
    new AccountRoutes(account, authentication).addTo(router);
    new ProjectRoutes(control, bodies, views, account, authentication).addTo(router);
    new BranchRoutes(control, bodies).addTo(router);
    new EndpointRoutes(control, bodies).addTo(router);
    new OperationRoutes(control).addTo(router);
    new RoleRoutes(control, bodies).addTo(router);
    new DatabaseRoutes(control, bodies).addTo(router);
  }

  /** Answers clients. */
  public Filter.Next calls() {
    return calls;
  }

  /** Answers a person in the console: no key, no filters, the same rules. */
  public Filter.Next console() {
    return console;
  }

  private Response note(Request request, Filter.Next next) throws Exception {
    router.note(request);
    return next.answer(request);
  }

  private Response route(Request request) throws Exception {
    if (request.notes().template().isPresent()) {
      request.notes().reached();
    }
    return lock.watch(request, router::answer);
  }
}
