package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The Secret that holds the credentials. */
public record Binding(@JsonPropertyDescription("Name of the Secret.") String name) {}
