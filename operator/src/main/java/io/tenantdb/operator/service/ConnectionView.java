package io.tenantdb.operator.service;

/** {@code Connection} of the OpenAPI document. */
record ConnectionView(String organizationId, String sealed) {}
