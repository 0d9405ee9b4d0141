/** Which of several processes acts: leader election by a Lease of the cluster. */
@NullMarked
package io.tenantdb.operator.leader;

import org.jspecify.annotations.NullMarked;
