package io.tenantdb.sandbox.bench.lookup;

import io.tenantdb.connections.PoolTerms;
import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.TenantConnections;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a host name or an organization to its data source, when it is known: one store after
 * another, so that no cache of the processor helps more than in an application.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LookupBenchmark {
  @Param("1000")
  private int stores;

  private LookupPlace place;
  private TenantConnections connections;
  private UUID[] organizations;
  private String[] hosts;
  private SpringRouting spring;
  private int next;

  /** Starts the registry and learns all stores. */
  @Setup
  public void start() throws StoreUnavailableException {
    place = new LookupPlace(stores, PoolTerms.standard().maxConnections());
    connections = place.connections(PoolTerms.standard());
    organizations = place.organizations().toArray(UUID[]::new);
    hosts = new String[stores];
    for (int i = 0; i < stores; i++) {
      hosts[i] = LookupPlace.host(i);
      connections.forHost(hosts[i]);
    }
    spring = new SpringRouting(place.organizations());
  }

  /** Stops the registry. */
  @TearDown
  public void stop() {
    connections.close();
    place.close();
  }

  private int turn() {
    next = next + 1 == stores ? 0 : next + 1;
    return next;
  }

  /** By organization. */
  @Benchmark
  public DataSource forOrganization() throws StoreUnavailableException {
    return connections.forOrganization(organizations[turn()]);
  }

  /** By host name. */
  @Benchmark
  public DataSource forHost() throws StoreUnavailableException {
    return connections.forHost(hosts[turn()]);
  }

  /** Spring's routing over a ConcurrentHashMap of data sources. */
  @Benchmark
  public DataSource springRouting() {
    return spring.of(organizations[turn()]);
  }
}
