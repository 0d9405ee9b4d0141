package io.tenantdb.connections;

/**
 * How many there are at a moment.
 *
 * @param connections open ones of this process to all stores, or being opened
 * @param most how many there may be
 * @param pools stores with a pool
 */
public record ConnectionStatistics(int connections, int most, int pools) {}
