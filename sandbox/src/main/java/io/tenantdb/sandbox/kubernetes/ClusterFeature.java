package io.tenantdb.sandbox.kubernetes;

/** What a control plane has beyond what the operator and its users rely on. */
public enum ClusterFeature {
  /** The controllers that make Pods of Deployments and Jobs; a node has to be brought along. */
  WORKLOADS,
  /** A log of what service accounts asked for, and whether they got it. */
  AUDIT
}
