package io.tenantdb.sealing;

import java.util.UUID;

/** What a sealed string says about itself in the clear. Proven only once the string was opened. */
public record SealedHeader(String keyId, UUID organizationId) {}
