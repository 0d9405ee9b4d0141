/** Kubernetes Events about our resources, for people who run kubectl describe. */
@NullMarked
package io.tenantdb.operator.events;

import org.jspecify.annotations.NullMarked;
