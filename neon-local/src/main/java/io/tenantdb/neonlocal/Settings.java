package io.tenantdb.neonlocal;

import io.tenantdb.neonlocal.faults.PlanJson;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads typed values out of texts and collects everything that is wrong with them. */
final class Settings {

  private final Map<String, String> texts;
  private final Set<String> known = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  Settings(Map<String, String> texts) {
    this.texts = texts;
  }

  Optional<String> find(String key) {
    known.add(key);
    return Optional.ofNullable(texts.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  String text(String key, String fallback) {
    return find(key).orElse(fallback);
  }

  String matching(String key, String fallback, String pattern) {
    String text = text(key, fallback);
    if (!text.matches(pattern)) {
      problem(key, "\"" + text + "\" does not match " + pattern);
    }
    return text;
  }

  int number(String key, int fallback, int least, int most) {
    Optional<String> text = find(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the range.
    }
    problem(key, "\"" + text.get() + "\" is not a number from " + least + " to " + most);
    return fallback;
  }

  Duration duration(String key, Duration fallback) {
    Optional<String> text = find(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, with an example.
    }
    problem(key, "\"" + text.get() + "\" is not a duration such as PT0.5S or PT5M");
    return fallback;
  }

  <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
    String text = text(key, fallback.name());
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    problem(key, "\"" + text + "\" is not one of " + List.of(type.getEnumConstants()));
    return fallback;
  }

  /** Everything below a name as JSON of some type; empty when there is nothing. */
  <T> Optional<T> tree(String name, Class<T> type) {
    Map<String, String> below = new HashMap<>();
    String prefix = name + ".";
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(prefix)) {
            known.add(key);
            below.put(key.substring(prefix.length()), text);
          }
        });
    if (below.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PlanJson.read(SettingsTree.of(below), type));
    } catch (IllegalArgumentException e) {
      problem(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** How many entries of a list there are: {@code key.0.…}, {@code key.1.…}. */
  int count(String key) {
    int count = 0;
    while (startsAny(key + "." + count + ".")) {
      count++;
    }
    return count;
  }

  boolean startsAny(String prefix) {
    return texts.keySet().stream().anyMatch(text -> text.startsWith(prefix));
  }

  /** All settings that were asked for. */
  Set<String> known() {
    return Set.copyOf(known);
  }

  void problem(String key, String what) {
    problems.add(key + ": " + what);
  }

  /** Fails with all problems, settings nobody knows among them. */
  <T> T checked(T value) {
    texts.keySet().stream()
        .filter(key -> !known.contains(key))
        .sorted()
        .forEach(key -> problem(key, "is not a setting of neon-local"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The configuration has problems:\n  " + String.join("\n  ", problems));
    }
    return value;
  }
}
