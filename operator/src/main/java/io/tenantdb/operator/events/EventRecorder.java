package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Tells people what happened to a resource, where {@code kubectl describe} shows it.
 *
 * <p>Both methods return at once and never throw; an event may be dropped. Messages hold no
 * secrets.
 */
public interface EventRecorder {

  /**
   * Something went as it should.
   *
   * @param reason a CamelCase word that programs may match on, at most 128 characters
   * @param message a sentence for people; cut at 1024 bytes. The same again only counts up
   */
  void normal(HasMetadata about, String reason, String message);

  /** Something did not go as it should; otherwise like {@link #normal}. */
  void warning(HasMetadata about, String reason, String message);
}
