/** What is written to a person's terminal. */
@NullMarked
package io.tenantdb.kubectl.terminal;

import org.jspecify.annotations.NullMarked;
