/**
 * The mirror of all stores in a Postgres registry that the platform reads; nothing waits for it.
 */
@NullMarked
package io.tenantdb.operator.registry;

import org.jspecify.annotations.NullMarked;
