package io.tenantdb.sandbox.bench.lookup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** What an application on Spring has without us: all data sources known beforehand. */
final class SpringRouting extends AbstractRoutingDataSource {
  private @Nullable UUID current;

  SpringRouting(List<UUID> organizations) {
    Map<Object, Object> sources = new HashMap<>();
    organizations.forEach(organization -> sources.put(organization, new PGSimpleDataSource()));
    setTargetDataSources(sources);
    afterPropertiesSet();
  }

  DataSource of(UUID organization) {
    current = organization;
    return determineTargetDataSource();
  }

  @Override
  protected @Nullable Object determineCurrentLookupKey() {
    return current;
  }
}
