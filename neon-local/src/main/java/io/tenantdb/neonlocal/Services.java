package io.tenantdb.neonlocal;

import io.tenantdb.neonlocal.admin.AdminDoor;
import io.tenantdb.neonlocal.admin.Console;
import io.tenantdb.neonlocal.admin.ConsoleRoutes;
import io.tenantdb.neonlocal.admin.CopyRoutes;
import io.tenantdb.neonlocal.admin.FaultRoutes;
import io.tenantdb.neonlocal.admin.JournalRoutes;
import io.tenantdb.neonlocal.admin.KeyRoutes;
import io.tenantdb.neonlocal.admin.OperationFaultRoutes;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.faults.CallFaults;
import io.tenantdb.neonlocal.faults.RateLimit;
import io.tenantdb.neonlocal.http.Account;
import io.tenantdb.neonlocal.http.Api;
import io.tenantdb.neonlocal.http.ApiServer;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Keys;
import io.tenantdb.neonlocal.journal.Journal;
import io.tenantdb.neonlocal.journal.JournalFilter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is served over HTTP: Neon's API and, beside it, the admin door. */
record Services(
    Keys keys, Journal journal, CallFaults faults, Console console, Api api, AdminDoor admin) {

  static Services of(
      NeonLocalConfig config, ControlPlane control, List<Filter> filters, Clock clock) {
    Keys keys = new Keys(config.keys());
    Journal journal = new Journal(config.journalSize());
    CallFaults faults = new CallFaults(config.faults());
    List<Filter> all = new ArrayList<>(filters);
    all.add(new RateLimit(config.rateLimit(), clock));
    all.add(faults);
    Api api =
        new Api(
            control,
            account(config, clock),
            keys,
            new JournalFilter(journal, clock),
            all,
            config.hosts().proxyHost());
    Console console = new Console(api.console(), control);
    AdminDoor admin =
        new AdminDoor(
            keys,
            new FaultRoutes(faults),
            new OperationFaultRoutes(control.faults()),
            new KeyRoutes(keys),
            new ConsoleRoutes(console),
            new CopyRoutes(control),
            new JournalRoutes(journal));
    return new Services(keys, journal, faults, console, api, admin);
  }

  Map<String, Filter.Next> bases() {
    return Map.of(ApiServer.BASE_PATH, api.calls(), AdminDoor.BASE_PATH, admin);
  }

  private static Account account(NeonLocalConfig config, Clock clock) {
    NeonLocalConfig.Owner owner = config.owner();
    return new Account(
        "00000000-0000-4000-8000-000000000001",
        owner.email(),
        owner.orgId(),
        owner.orgName(),
        owner.region(),
        config.limits().branchesPerProject(),
        clock.instant());
  }
}
