/** Everything on one machine: PostgreSQL, neon-local, a Kubernetes API server, the operator. */
@NullMarked
package io.tenantdb.sandbox;

import org.jspecify.annotations.NullMarked;
