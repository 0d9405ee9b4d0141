/** Neon accounts and keyrings as the Secrets of the operator's namespace define them. */
@NullMarked
package io.tenantdb.operator.account;

import org.jspecify.annotations.NullMarked;
