package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ApiException;
import java.util.List;
import java.util.Map;

/** The user, the organization, the regions: mostly fixed. */
final class AccountRoutes {

  private static final int PROJECTS_LIMIT = 1000;
  private static final double MOST_CU = 16;

  private final Account account;
  private final Authentication authentication;

  AccountRoutes(Account account, Authentication authentication) {
    this.account = account;
    this.authentication = authentication;
  }

  void addTo(Router router) {
    router.add("GET", "/auth", this::auth);
    router.add("GET", "/regions", request -> Response.ok(body("regions", regions())));
    router.add("GET", "/users/me", request -> Response.ok(user()));
    router.add(
        "GET",
        "/users/me/organizations",
        request -> Response.ok(body("organizations", List.of(organization()))));
    router.add("GET", "/organizations/{org_id}", this::organization);
  }

  private Response auth(Request request) {
    boolean personal = authentication.keyOf(request).scope() == ApiKey.Scope.ACCOUNT;
    return Response.ok(
        body(
            "account_id",
            personal ? account.userId() : account.orgId(),
            "auth_method",
            personal ? "api_key_user" : "api_key_org"));
  }

  private List<Map<String, Object>> regions() {
    return List.of(
        region("aws-us-east-1", "AWS US East 1 (N. Virginia)", "38.9940541", "-77.4524237"),
        region("aws-us-east-2", "AWS US East 2 (Ohio)", "40.0946354", "-82.7541337"),
        region("aws-us-west-2", "AWS US West 2 (Oregon)", "45.9174667", "-119.2684488"),
        region("aws-eu-central-1", "AWS Europe Central 1 (Frankfurt)", "50.0782", "8.6362"),
        region("aws-eu-west-2", "AWS Europe West 2 (London)", "51.5085", "-0.1257"),
        region("aws-ap-southeast-1", "AWS Asia Pacific 1 (Singapore)", "1.3440852", "103.6836164"),
        region("aws-ap-southeast-2", "AWS Asia Pacific 2 (Sydney)", "-33.8688", "151.2093"),
        region("aws-sa-east-1", "AWS South America East 1 (São Paulo)", "-23.5505", "-46.6333"));
  }

  private Map<String, Object> region(String id, String name, String latitude, String longitude) {
    return body(
        "region_id",
        id,
        "name",
        name,
        "default",
        id.equals(account.regionId()),
        "geo_lat",
        latitude,
        "geo_long",
        longitude);
  }

  private Map<String, Object> user() {
    return body(
        "id",
        account.userId(),
        "active_seconds_limit",
        0,
        "auth_accounts",
        List.of(),
        "email",
        account.email(),
        "image",
        "",
        "login",
        "local",
        "name",
        "Local",
        "last_name",
        "User",
        "projects_limit",
        PROJECTS_LIMIT,
        "branches_limit",
        account.branchesLimit(),
        "max_autoscaling_limit",
        MOST_CU,
        "plan",
        "scale");
  }

  private Response organization(Request request) {
    if (!request.parameter("org_id").equals(account.orgId())) {
      throw ApiException.notFound("organization");
    }
    return Response.ok(organization());
  }

  private Map<String, Object> organization() {
    return body(
        "id", account.orgId(),
        "name", account.orgName(),
        "handle", account.orgId(),
        "plan", "scale",
        "created_at", account.since(),
        "managed_by", "console",
        "updated_at", account.since());
  }
}
