package io.tenantdb.connections.spring;

import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.TenantConnections;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * One data source for Spring that is, at each call, the one of the store that the current request
 * is for. A transaction belongs to the store it began with.
 */
public final class StoreRoutingDataSource extends AbstractRoutingDataSource {
  private final TenantConnections stores;
  private final Supplier<UUID> current;

  /**
   * Routes.
   *
   * @param current the organization that the calling thread works for
   */
  public StoreRoutingDataSource(TenantConnections stores, Supplier<UUID> current) {
    this.stores = stores;
    this.current = current;
  }

  @Override
  public void afterPropertiesSet() {
    // The targets are not known beforehand.
  }

  @Override
  protected UUID determineCurrentLookupKey() {
    return current.get();
  }

  /**
   * {@inheritDoc}
   *
   * @throws CannotGetJdbcConnectionException with the {@link StoreUnavailableException} as cause
   */
  @Override
  protected DataSource determineTargetDataSource() {
    try {
      return stores.forOrganization(determineCurrentLookupKey());
    } catch (StoreUnavailableException e) {
      throw new CannotGetJdbcConnectionException("No connection to the store", e);
    }
  }
}
