package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.Template;
import io.tenantdb.api.TenantDatabaseClassSpec;
import java.util.Optional;

/** What the template branches of a class are to be. */
record TemplateTerms(String branchName, String schemaName, String version, boolean isProtected) {

  /** The name of the schema that a class's stores have. */
  static String schemaName(TenantDatabaseClassSpec spec) {
    return Optional.ofNullable(spec.schema()).map(SchemaRef::name).orElse("store");
  }

  static TemplateTerms of(TenantDatabaseClassSpec spec, String version) {
    Optional<Template> template = Optional.ofNullable(spec.template());
    return new TemplateTerms(
        template.map(Template::branchName).orElse("tenant-template"),
        schemaName(spec),
        version,
        template.map(Template::isProtected).orElse(true));
  }
}
