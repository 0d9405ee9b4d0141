/** The Secrets that applications read. */
@NullMarked
package io.tenantdb.operator.secret;

import org.jspecify.annotations.NullMarked;
