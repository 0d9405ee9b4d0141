/** A real Argo CD on one machine, and the health checks that it is given. */
@NullMarked
package io.tenantdb.sandbox.argocd;

import org.jspecify.annotations.NullMarked;
