/**
 * A node for the sandbox's Kubernetes: it runs the containers of Pods as processes of this machine.
 * Not a kubelet: one container a Pod, HTTP probes, no resources, no network of its own.
 */
@NullMarked
package io.tenantdb.sandbox.pods;

import org.jspecify.annotations.NullMarked;
