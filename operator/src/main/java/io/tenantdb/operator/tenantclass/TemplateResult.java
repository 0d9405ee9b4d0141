package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ProjectStatus;
import io.tenantdb.operator.status.Recheck;

/** Where the template of a project stands after a pass. */
record TemplateResult(ProjectStatus status, Finding finding, Recheck recheck) {

  /** What is known of a template. */
  enum Finding {
    /** Nothing has to be done. */
    DONE,
    /** Something has to be done, or a person has to do it. */
    NOT_YET,
    /** It is of use, and something that somebody else changed is put right. */
    MENDING,
    /** It could not be looked at; it was of use when that was last possible. */
    NOT_SEEN,
    /** The same for a moment only, for want of room in the request budget. */
    PUT_OFF
  }

  static TemplateResult done(ProjectStatus status) {
    return new TemplateResult(status, Finding.DONE, new Recheck.WhenDue());
  }

  static TemplateResult notYet(ProjectStatus status, Recheck recheck) {
    return new TemplateResult(status, Finding.NOT_YET, recheck);
  }

  boolean is(Finding other) {
    return finding == other;
  }
}
