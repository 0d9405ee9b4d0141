/**
 * The operator on a simulated clock, against doubles of Kubernetes and Neon that break promises.
 */
@NullMarked
package io.tenantdb.operator.simulation;

import org.jspecify.annotations.NullMarked;
