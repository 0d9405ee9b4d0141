package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Project;
import io.tenantdb.neonlocal.postgres.Activity;
import io.tenantdb.neonlocal.postgres.LiveBackup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A branch of a shared server: awake or asleep in name only. */
final class HollowCompute implements Compute {

  private static final Logger LOG = LoggerFactory.getLogger(HollowCompute.class);
  private static final String NOWHERE = "0/0";

  private final Site site;
  private final SharedServer shared;
  private final String branchId;
  private final CatalogSync catalog;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile boolean awake;

  HollowCompute(Site site, SharedServer shared, String branchId) {
    this.site = site;
    this.shared = shared;
    this.branchId = branchId;
    this.catalog = new CatalogSync(site);
  }

  @Override
  public String branchId() {
    return branchId;
  }

  @Override
  public Optional<InetSocketAddress> address() {
    return awake ? shared.server().address() : Optional.empty();
  }

  @Override
  public void wake(@Nullable Endpoint endpoint)
      throws IOException, InterruptedException, SQLException {
    shared.wake();
    awake = true;
    tellPending();
  }

  @Override
  public void tellPending() throws SQLException {
    List<Change> pending = new BranchAtRest(site, branchId).entry().pending();
    if (!awake || pending.isEmpty()) {
      return;
    }
    shared.tell(pending);
    site.store()
        .update(
            branchId,
            entry ->
                entry.withPending(entry.pending().subList(pending.size(), entry.pending().size())));
  }

  /** The server goes on for the others, unless the whole project is gone. */
  @Override
  public void rest() throws IOException, InterruptedException {
    awake = false;
    if (shared.isOf(branchId) && isProjectDeleted()) {
      shared.server().rest();
    }
  }

  private boolean isProjectDeleted() {
    return site.store()
        .findBranch(branchId)
        .flatMap(entry -> site.store().findProject(entry.branch().projectId()))
        .filter(Project::isDeleted)
        .isPresent();
  }

  @Override
  public void halt() {
    awake = false;
  }

  /** A child has nothing of its own either. */
  @Override
  public LiveBackup.Taken snapshot(@Nullable Endpoint endpoint) {
    return new LiveBackup.Taken(new BranchAtRest(site, branchId).snapshot(), NOWHERE);
  }

  @Override
  public Optional<Activity> activity() {
    return awake ? Optional.of(new Activity(sessions.get() > 0, null)) : Optional.empty();
  }

  @Override
  public void syncCatalog() {
    if (!shared.server().isAwake()) {
      return;
    }
    try {
      catalog.sync(branchId, shared::catalog);
    } catch (SQLException e) {
      LOG.debug("catalog of {} not read: {}", branchId, e.toString());
    }
  }

  @Override
  public void destroy() throws IOException, InterruptedException {
    awake = false;
    if (shared.isOf(branchId)) {
      shared.server().destroy();
    }
  }

  void entered() {
    sessions.incrementAndGet();
    shared.entered();
  }

  void left() {
    sessions.decrementAndGet();
    shared.left();
  }
}
