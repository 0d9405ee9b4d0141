package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ProjectStatus;
import io.tenantdb.operator.status.Recheck;

/** Where the template of a project stands after a pass. */
record TemplateResult(ProjectStatus status, boolean isDone, Recheck recheck) {}
