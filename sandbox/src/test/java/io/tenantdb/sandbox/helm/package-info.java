/** The chart: what it renders, and what becomes of it on a real API server. */
@NullMarked
package io.tenantdb.sandbox.helm;

import org.jspecify.annotations.NullMarked;
