package io.tenantdb.operator.service;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Organizations as callers name them. */
final class OrganizationIds {
  // UUID.fromString takes shorter groups, too.
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private OrganizationIds() {}

  /**
   * The id.
   *
   * @throws Problem if it is none
   */
  static UUID parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!UUID_FORM.matcher(lower).matches()) {
      throw Problem.badRequest("organizationId must be a UUID.");
    }
    return UUID.fromString(lower);
  }
}
