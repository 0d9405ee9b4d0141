package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.secret.PublishedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Observation} for tests, at first that of a new store. */
final class Seeing {
  static final OwnerMark MARK = new OwnerMark("installation-1");
  static final String BRANCH_NAME = "store-" + StoreSample.ORGANIZATION;
  static final String ROLE = "store_app_1";
  static final TenantDatabaseClass CLASS = tenantClass("standard").build();
  static final EndpointSettings AWAKE = new EndpointSettings(0.25, 1, 0, false);
  static final EndpointSettings DISABLED = new EndpointSettings(0.25, 1, 0, true);

  private StoreSample store = store("acme");
  private TenantDatabaseClass tenantClass = CLASS;
  private @Nullable ClassView classView;
  private Optional<TenantDatabase> otherOwner = Optional.empty();
  private Optional<String> target = Optional.of("6");
  private NeonView neon = new NeonView.NotAsked();
  private @Nullable NeonLocation location;
  private @Nullable SchemaRef schema;
  private Optional<PublishedSecret> secret = Optional.empty();
  private boolean working;
  private Optional<String> failure = Optional.empty();

  /** Nothing done yet. */
  static Seeing newStore() {
    return new Seeing();
  }

  /** Placed, and nothing there at Neon. */
  static Seeing placedStore() {
    return newStore()
        .at(new NeonLocation("p1", null, BRANCH_NAME, null, null, "neondb", null, null))
        .empty();
  }

  /** With a branch of its own, and nothing in it. */
  static Seeing storeWithBranch() {
    return placedStore().branch(branch("br-1")).known("br-1", null).endpoint(AWAKE);
  }

  /** With everything. */
  static Seeing wholeStore() {
    return storeWithBranch().schema("6").known("br-1", ROLE).secret("br-1", Format.Sealed);
  }

  /** A branch that this installation made for the store. */
  static Branch branch(String id) {
    return branch(id, "ready", MARK.ofStore(StoreSample.ORGANIZATION));
  }

  static Branch branch(String id, String state, Map<String, String> annotations) {
    return new Branch(
        id,
        "p1",
        BRANCH_NAME,
        "br-template",
        state,
        null,
        false,
        false,
        annotations,
        null,
        0,
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  static Endpoint endpoint(String branchId, EndpointSettings settings) {
    return new Endpoint(
        "ep-1",
        "p1",
        branchId,
        "ep-1.eu-central-1.aws.neon.tech",
        true,
        "active",
        null,
        settings.minCu(),
        settings.maxCu(),
        settings.suspendTimeoutSeconds(),
        settings.disabled(),
        null);
  }

  Seeing of(StoreSample value) {
    store = value;
    return this;
  }

  Seeing by(TenantDatabaseClass value) {
    tenantClass = value;
    return this;
  }

  Seeing by(ClassView value) {
    classView = value;
    return this;
  }

  Seeing otherOwner(TenantDatabase value) {
    otherOwner = Optional.of(value);
    return this;
  }

  Seeing target(Optional<String> value) {
    target = value;
    return this;
  }

  Seeing neon(NeonView value) {
    neon = value;
    return this;
  }

  Seeing at(NeonLocation value) {
    location = value;
    return this;
  }

  /** Looked, and there is nothing. */
  Seeing empty() {
    return neon(new NeonView.Seen(Optional.of("p1"), Optional.empty(), Optional.empty()));
  }

  /** Looked, and there is this branch without an endpoint. */
  Seeing branch(Branch value) {
    return neon(new NeonView.Seen(Optional.of("p1"), Optional.of(value), Optional.empty()));
  }

  Seeing endpoint(EndpointSettings settings) {
    Branch branch = ((NeonView.Seen) neon).branch().orElseThrow();
    return neon(
        new NeonView.Seen(
            Optional.of("p1"), Optional.of(branch), Optional.of(endpoint(branch.id(), settings))));
  }

  /** What the status says of the branch and of the role that has a password of its own. */
  Seeing known(@Nullable String branchId, @Nullable String role) {
    return at(new NeonLocation("p1", null, BRANCH_NAME, branchId, "ep-1", "neondb", role, null));
  }

  Seeing schema(String version) {
    schema = new SchemaRef("store", version);
    return this;
  }

  Seeing secret(String branchId, Format format) {
    secret =
        Optional.of(
            new PublishedSecret("acme-connection", branchId, "ep-1", ROLE, format, "sealed", true));
    return this;
  }

  Seeing noSecret() {
    secret = Optional.empty();
    return this;
  }

  Seeing working() {
    working = true;
    return this;
  }

  Seeing failure(String value) {
    failure = Optional.of(value);
    return this;
  }

  Observation build() {
    TenantDatabase database =
        store
            .status(
                new TenantDatabaseStatus(
                    1L, null, null, null, location, schema, null, null, null, null, null,
                    List.of()))
            .build();
    ClassView view =
        classView != null
            ? classView
            : new ClassView.Found(tenantClass, StoreTerms.of(database, tenantClass));
    return new Observation(
        database,
        otherOwner,
        view,
        target,
        ROLE,
        neon,
        secret,
        secret.map(PublishedSecret::branchId),
        working,
        failure);
  }
}
