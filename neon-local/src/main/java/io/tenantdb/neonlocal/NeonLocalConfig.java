package io.tenantdb.neonlocal;

import io.tenantdb.neonlocal.control.Hosts;
import io.tenantdb.neonlocal.control.Limits;
import io.tenantdb.neonlocal.control.Mode;
import io.tenantdb.neonlocal.control.OperationFaults;
import io.tenantdb.neonlocal.control.Projects;
import io.tenantdb.neonlocal.control.Timings;
import io.tenantdb.neonlocal.faults.FaultPlan;
import io.tenantdb.neonlocal.faults.RateLimit;
import io.tenantdb.neonlocal.http.ApiKey;
import io.tenantdb.neonlocal.model.Operation.Action;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one neon-local behaves. The README lists the settings.
 *
 * @param apiPort 0 for a free one
 * @param postgresPort 0 for a free one, which connection strings then name
 * @param seed a project that exists from the first start; null for none
 * @param mode whether branches have data of their own
 * @param journalSize how many calls are remembered
 * @param rateLimit how many calls are taken
 * @param faults what goes wrong with calls from the start
 * @param operationFaults what goes wrong with operations from the start
 */
public record NeonLocalConfig(
    Path stateFolder,
    Path binaryCache,
    String apiHost,
    int apiPort,
    int postgresPort,
    Hosts hosts,
    List<ApiKey> keys,
    Owner owner,
    @Nullable Seed seed,
    Limits limits,
    Timings timings,
    Mode.Kind mode,
    Duration defaultSuspendTimeout,
    Duration idleCheck,
    int journalSize,
    RateLimit.Most rateLimit,
    FaultPlan faults,
    OperationFaults.Plan operationFaults) {

  /**
   * Who owns everything.
   *
   * @param region region of projects that do not say
   */
  public record Owner(String orgId, String orgName, String email, String region) {}

  /** A project that exists from the first start. */
  public record Seed(String id, String name, String region) {}

  private enum HostKind {
    ADDRESSES,
    NAMES
  }

  private static final String ID = "[a-z0-9-]{1,60}";
  private static final int MOST_PORT = 65_535;

  /**
   * Reads settings by their dotted names, as in the README.
   *
   * @throws IllegalArgumentException with all problems, one a line
   */
  public static NeonLocalConfig of(Map<String, String> texts) {
    Settings settings = new Settings(texts);
    return settings.checked(read(settings));
  }

  static NeonLocalConfig read(Settings settings) {
    String cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .orElseGet(() -> System.getProperty("user.home") + "/.cache");
    return new NeonLocalConfig(
        Path.of(settings.text("stateFolder", "neon-local-state")).toAbsolutePath(),
        Path.of(settings.text("binaryCache", cache + "/neon-local")).toAbsolutePath(),
        loopback(settings, "api.host"),
        settings.number("api.port", 4440, 0, MOST_PORT),
        settings.number("postgres.port", 5432, 0, MOST_PORT),
        hosts(settings),
        keys(settings),
        new Owner(
            settings.matching("organization.id", "org-local-00000001", ID),
            settings.text("organization.name", "Local"),
            settings.text("organization.email", "local@example.com"),
            settings.text("region", "aws-eu-central-1")),
        seed(settings),
        limits(settings),
        timings(settings),
        settings.choice("compute.mode", Mode.Kind.POSTGRES, Mode.Kind.class),
        settings.duration("compute.defaultSuspendTimeout", Duration.ofMinutes(5)),
        settings.duration("compute.idleCheck", Duration.ofSeconds(5)),
        settings.number("journal.size", 100_000, 1, 10_000_000),
        new RateLimit.Most(
            settings.number("limits.requestsPerMinute", 0, 0, 1_000_000),
            settings.number("limits.requestsPerSecond", 0, 0, 1_000_000)),
        settings.tree("faults.calls", FaultPlan.class).orElseGet(FaultPlan::none),
        settings
            .tree("faults.operations", OperationFaults.Plan.class)
            .orElseGet(OperationFaults.Plan::none));
  }

  private static String loopback(Settings settings, String key) {
    String host = settings.text(key, "127.0.0.1");
    try {
      if (!InetAddress.ofLiteral(host).isLoopbackAddress()) {
        settings.problem(key, host + " is not a loopback address: neon-local serves this machine");
      }
    } catch (IllegalArgumentException e) {
      settings.problem(key, host + " is not an address");
    }
    return host;
  }

  private static Hosts hosts(Settings settings) {
    Hosts addresses =
        new Hosts.Addresses(settings.matching("postgres.addresses", "127.64", "127\\.\\d{1,3}"));
    Hosts names =
        new Hosts.Names(
            settings
                .matching("postgres.domain", "neon.localhost", "[A-Za-z0-9.-]+")
                .toLowerCase(Locale.ROOT),
            loopback(settings, "postgres.listenAddress"));
    return switch (settings.choice("postgres.hosts", HostKind.ADDRESSES, HostKind.class)) {
      case ADDRESSES -> addresses;
      case NAMES -> names;
    };
  }

  private static List<ApiKey> keys(Settings settings) {
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < settings.count("keys"); i++) {
      String prefix = "keys." + i + ".";
      ApiKey.Scope scope =
          settings.choice(prefix + "scope", ApiKey.Scope.ACCOUNT, ApiKey.Scope.class);
      Optional<String> key = settings.find(prefix + "key");
      Optional<String> project = settings.find(prefix + "project");
      if (key.isEmpty()) {
        settings.problem(prefix + "key", "is missing");
      }
      if (project.isPresent() != (scope == ApiKey.Scope.PROJECT)) {
        settings.problem(prefix + "project", "goes with scope project, and only with it");
      }
      keys.add(new ApiKey(key.orElse(""), scope, project.orElse(null)));
    }
    return keys.isEmpty()
        ? List.of(new ApiKey("neon-local-key", ApiKey.Scope.ACCOUNT, null))
        : List.copyOf(keys);
  }

  private static @Nullable Seed seed(Settings settings) {
    if (!settings.startsAny("seed.")) {
      return null;
    }
    settings.number(
        "seed.pgVersion", Projects.PG_VERSION, Projects.PG_VERSION, Projects.PG_VERSION);
    String id = settings.matching("seed.id", "local-project-00000001", ID);
    return new Seed(
        id,
        settings.text("seed.name", id),
        settings.text("seed.region", settings.text("region", "aws-eu-central-1")));
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        settings.number("limits.branchesPerProject", 5000, 1, 1_000_000),
        settings.number("limits.protectedBranchesPerProject", 5, 0, 1_000_000),
        settings.number("limits.maxAwake", 20, 0, 10_000),
        settings.number("limits.maxConnections", 100, 10, 4000));
  }

  private static Timings timings(Settings settings) {
    Map<Action, Duration> least = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      Duration usual = Timings.likeNeon().least().getOrDefault(action, Duration.ZERO);
      String name = action.name().toLowerCase(Locale.ROOT);
      least.put(action, settings.duration("operations." + name, usual));
    }
    return new Timings(least);
  }
}
