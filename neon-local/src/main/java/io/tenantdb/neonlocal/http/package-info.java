/** The HTTP side: routes of Neon API v2, authentication, error bodies. */
@NullMarked
package io.tenantdb.neonlocal.http;

import org.jspecify.annotations.NullMarked;
