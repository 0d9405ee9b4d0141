/** Tests of {@code io.tenantdb.neonlocal.storage}. */
@NullMarked
package io.tenantdb.neonlocal.storage;

import org.jspecify.annotations.NullMarked;
