/** The shell scripts beside the jar. */
@NullMarked
package io.tenantdb.kubectl.shell;

import org.jspecify.annotations.NullMarked;
