package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Events in memory. */
public final class RecordingEvents implements EventRecorder {
  private final List<Told> told = new ArrayList<>();

  /** An event. */
  public record Told(String type, String name, String reason, String message) {}

  public List<Told> all() {
    return List.copyOf(told);
  }

  public void forget() {
    told.clear();
  }

  public List<String> reasons() {
    return told.stream().map(Told::reason).toList();
  }

  @Override
  public void normal(HasMetadata about, String reason, String message) {
    told.add(new Told("Normal", about.getMetadata().getName(), reason, message));
  }

  @Override
  public void warning(HasMetadata about, String reason, String message) {
    told.add(new Told("Warning", about.getMetadata().getName(), reason, message));
  }
}
