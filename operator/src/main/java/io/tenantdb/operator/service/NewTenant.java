package io.tenantdb.operator.service;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.tenantdb.operator.intake.Organization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code NewTenant} of the OpenAPI document. */
record NewTenant(
    @Nullable String organizationId,
    @Nullable String storeName,
    @Nullable String subdomain,
    @Nullable String region) {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build()
          .readerFor(NewTenant.class);

  /**
   * What a body asks for.
   *
   * @throws Problem if it is none
   */
  static Organization read(byte[] body) {
    NewTenant asked = parsed(body);
    if (asked.organizationId == null || asked.storeName == null) {
      throw Problem.badRequest("organizationId and storeName are required.");
    }
    return new Organization(
        OrganizationIds.parse(asked.organizationId),
        asked.storeName,
        asked.subdomain,
        asked.region);
  }

  private static NewTenant parsed(byte[] body) {
    try {
      NewTenant asked = JSON.readValue(body);
      if (asked == null) {
        throw Problem.badRequest("The body must be a JSON object.");
      }
      return asked;
    } catch (JacksonException e) {
      throw Problem.badRequest("The body is not as it should be: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw Problem.badRequest("The body could not be read.");
    }
  }
}
