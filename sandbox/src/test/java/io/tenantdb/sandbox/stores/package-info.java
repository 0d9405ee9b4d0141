/** The whole thread through real parts: API server, PostgreSQL, neon-local, the operator. */
@NullMarked
package io.tenantdb.sandbox.stores;

import org.jspecify.annotations.NullMarked;
