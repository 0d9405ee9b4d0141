/** A real Kubernetes API server on 127.0.0.1, with the controllers that the operator relies on. */
@NullMarked
package io.tenantdb.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
