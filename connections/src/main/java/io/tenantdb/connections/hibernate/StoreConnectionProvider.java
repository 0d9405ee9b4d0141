package io.tenantdb.connections.hibernate;

import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.TenantConnections;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.HibernateException;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/**
 * Gives Hibernate's sessions the connections of the store they are opened for ({@code
 * SessionFactory.withOptions().tenantIdentifier(organization)}). There is no store to ask for the
 * database's properties at the start: set {@code hibernate.boot.allow_jdbc_metadata_access} to
 * false.
 */
public final class StoreConnectionProvider
    extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<UUID> {
  private static final long serialVersionUID = 1;

  private final transient TenantConnections stores;

  /** Of these stores. */
  public StoreConnectionProvider(TenantConnections stores) {
    this.stores = stores;
  }

  @Override
  protected DataSource selectAnyDataSource() {
    throw new HibernateException(
        "Which store? Set hibernate.boot.allow_jdbc_metadata_access=false, and open sessions with a tenant identifier.");
  }

  /**
   * {@inheritDoc}
   *
   * @throws HibernateException with the {@link StoreUnavailableException} as cause
   */
  @Override
  protected DataSource selectDataSource(UUID organization) {
    try {
      return stores.forOrganization(organization);
    } catch (StoreUnavailableException e) {
      throw new HibernateException("No connection to the store", e);
    }
  }
}
