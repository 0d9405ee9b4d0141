package io.tenantdb.neonlocal.admin;

import io.tenantdb.neonlocal.http.Router;

/** Some routes of the admin door. */
@FunctionalInterface
public interface AdminRoutes {

  /** Adds them. */
  void addTo(Router router);
}
