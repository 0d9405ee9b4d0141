package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.postgres.Admin;
import io.tenantdb.neonlocal.postgres.PostgresBinaries;
import io.tenantdb.neonlocal.storage.Snapshots;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every compute of one neon-local shares.
 *
 * @param computes folder of the data folders of awake computes
 * @param mode whether branches have data of their own
 * @param maxConnections most sessions a compute takes, whatever its size
 */
record Site(
    Store store,
    Snapshots snapshots,
    PostgresBinaries binaries,
    Admin admin,
    CertificateAuthority authority,
    Path computes,
    Hosts hosts,
    Mode mode,
    int maxConnections,
    Clock clock) {}
