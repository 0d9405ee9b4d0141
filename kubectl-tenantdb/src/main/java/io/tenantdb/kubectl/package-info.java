/** The {@code kubectl tenantdb} command. */
@NullMarked
package io.tenantdb.kubectl;

import org.jspecify.annotations.NullMarked;
