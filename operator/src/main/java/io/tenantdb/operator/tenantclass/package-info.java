/** One class: its key, its keyring, the template branch of each of its projects. */
@NullMarked
package io.tenantdb.operator.tenantclass;

import org.jspecify.annotations.NullMarked;
