package io.tenantdb.neonlocal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call on its way to its route and back: written by those who handle it, read by
 * the journal. Used by one thread at a time.
 */
public final class CallNotes {

  /** Who calls. */
  public enum Caller {
    /** A client of the API. */
    API,
    /** A person in the console. */
    CONSOLE
  }

  private final Caller caller;
  private final List<String> faults = new ArrayList<>();
  private @Nullable String template;
  private Map<String, String> parameters = Map.of();
  private @Nullable Boolean effect;
  private @Nullable Response result;
  private boolean overlapping;

  /** Notes of a call that has just come. */
  public CallNotes(Caller caller) {
    this.caller = caller;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** Something that Neon would not always do was done to the call. */
  public void addFault(String name) {
    faults.add(name);
  }

  /** What was done to the call, comma-separated. */
  public Optional<String> faults() {
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", faults));
  }

  void reached() {
    effect = false;
  }

  void succeeded(Response response, boolean beganDuringAnother) {
    effect = true;
    result = response;
    overlapping = beganDuringAnother;
  }

  /** True: its route succeeded. False: its route refused or failed. Null: it reached no route. */
  public @Nullable Boolean effect() {
    return effect;
  }

  /** What the route answered, whatever the client was told. */
  public Optional<Response> result() {
    return Optional.ofNullable(result);
  }

  /**
   * Whether it changed a project all the while another operation of that project was unfinished.
   */
  public boolean isOverlapping() {
    return overlapping;
  }

  void matched(String routeTemplate, Map<String, String> pathParameters) {
    template = routeTemplate;
    parameters = Map.copyOf(pathParameters);
  }

  /** What the placeholders of the route stand for. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The route, as {@code /projects/{project_id}}; empty when none fits. */
  public Optional<String> template() {
    return Optional.ofNullable(template);
  }
}
