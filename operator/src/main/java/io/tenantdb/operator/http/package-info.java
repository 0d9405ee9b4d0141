/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package io.tenantdb.operator.http;

import org.jspecify.annotations.NullMarked;
