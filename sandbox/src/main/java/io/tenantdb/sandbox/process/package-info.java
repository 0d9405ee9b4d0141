/** Child processes of this JVM: started with a log, awaited until ready, never left behind. */
@NullMarked
package io.tenantdb.sandbox.process;

import org.jspecify.annotations.NullMarked;
