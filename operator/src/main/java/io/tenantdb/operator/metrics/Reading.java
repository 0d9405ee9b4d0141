package io.tenantdb.operator.metrics;

import java.util.List;

/**
 * What a gauge of the leader shows at a moment.
 *
 * @param labels the values of the meter's labels, in their order
 */
public record Reading(Meters meter, List<String> labels, double value) {
  /** Copies the labels. */
  public Reading {
    labels = List.copyOf(labels);
  }
}
