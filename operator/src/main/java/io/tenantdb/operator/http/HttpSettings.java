package io.tenantdb.operator.http;

/**
 * Where health and metrics are served.
 *
 * @param address the address to listen on, such as {@code 0.0.0.0}
 * @param port the port; 0 takes a free one
 */
public record HttpSettings(String address, int port) {}
