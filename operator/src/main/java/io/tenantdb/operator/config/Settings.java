package io.tenantdb.operator.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings one by one and remembers what is wrong with them; a blank one counts as not set.
 */
final class Settings {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is wrong so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  void problem(Setting setting, String sentence) {
    problems.add(setting.variable() + " " + sentence);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  @Nullable String text(Setting setting) {
    return plain(setting.variable());
  }

  /** A variable that is not one of ours. */
  @Nullable String plain(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A value that may start or end with blanks, such as a password. */
  @Nullable String verbatim(Setting setting) {
    String value = environment.get(setting.variable());
    return value == null || value.isEmpty() ? null : value;
  }

  @Nullable String name(Setting setting) {
    String value = text(setting);
    return value == null ? null : checkedName(setting, value);
  }

  Set<String> names(Setting setting) {
    String value = text(setting);
    if (value == null) {
      return Set.of();
    }
    var names = new TreeSet<String>();
    Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .forEach(name -> names.add(checkedName(setting, name)));
    return names;
  }

  int number(Setting setting, int fallback, int least, int most) {
    String value = text(setting);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    problem(setting, "must be a number from %d to %d, but is '%s'".formatted(least, most, value));
    return fallback;
  }

  Duration duration(Setting setting, Duration fallback, Duration most) {
    String value = text(setting);
    if (value == null) {
      return fallback;
    }
    Duration duration = parsed(value);
    if (duration == null || duration.isNegative() || duration.compareTo(most) > 0) {
      problem(
          setting,
          "must be a duration such as 20s, 2m or PT20S, at most %s, but is '%s'"
              .formatted(most, value));
      return fallback;
    }
    return duration;
  }

  boolean flag(Setting setting, boolean fallback) {
    String value = text(setting);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      problem(setting, "must be one of true, false, but is '%s'".formatted(value));
    }
    return value == null ? fallback : value.equals("true");
  }

  <E extends Enum<E>> E oneOf(Setting setting, E fallback) {
    String value = text(setting);
    if (value == null) {
      return fallback;
    }
    var words = new ArrayList<String>();
    for (E choice : fallback.getDeclaringClass().getEnumConstants()) {
      words.add(choice.name().toLowerCase(Locale.ROOT));
      if (words.getLast().equals(value)) {
        return choice;
      }
    }
    problem(setting, "must be one of %s, but is '%s'".formatted(String.join(", ", words), value));
    return fallback;
  }

  private String checkedName(Setting setting, String value) {
    if (!NAME.matcher(value).matches()) {
      problem(
          setting,
          "has '%s', which is not a name: lower case letters, digits and - only, at most 63"
              .formatted(value));
    }
    return value;
  }

  private static @Nullable Duration parsed(String value) {
    Matcher simple = SHORT_DURATION.matcher(value);
    if (simple.matches()) {
      long amount = Long.parseLong(simple.group(1));
      return switch (simple.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
