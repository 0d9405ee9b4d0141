/**
 * What the API shows and the state folder remembers: projects, branches, endpoints, roles,
 * operations.
 */
@NullMarked
package io.tenantdb.neonlocal.model;

import org.jspecify.annotations.NullMarked;
