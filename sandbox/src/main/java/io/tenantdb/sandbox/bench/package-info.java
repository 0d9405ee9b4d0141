/** Speed, measured on real parts and printed as tables. */
@NullMarked
package io.tenantdb.sandbox.bench;

import org.jspecify.annotations.NullMarked;
