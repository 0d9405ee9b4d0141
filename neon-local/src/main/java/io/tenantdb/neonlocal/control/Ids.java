package io.tenantdb.neonlocal.control;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** Identifiers and passwords that look like Neon's. */
final class Ids {

  private static final List<String> ADJECTIVES =
      List.of(
          "autumn",
          "billowing",
          "bitter",
          "bold",
          "broad",
          "calm",
          "cold",
          "cool",
          "crimson",
          "curly",
          "damp",
          "dark",
          "dawn",
          "dry",
          "empty",
          "falling",
          "flat",
          "floral",
          "fragrant",
          "frosty",
          "gentle",
          "green",
          "hidden",
          "holy",
          "icy",
          "jolly",
          "late",
          "lingering",
          "little",
          "lively",
          "long",
          "misty",
          "morning",
          "muddy",
          "nameless",
          "odd",
          "old",
          "patient",
          "plain",
          "polished",
          "proud",
          "purple",
          "quiet",
          "rapid",
          "raspy",
          "red",
          "restless",
          "rough",
          "round",
          "royal",
          "shiny",
          "shy",
          "silent",
          "small",
          "snowy",
          "soft",
          "solitary",
          "sparkling",
          "spring",
          "square",
          "steep",
          "still",
          "summer",
          "super",
          "sweet",
          "tight",
          "tiny",
          "twilight",
          "wandering",
          "weathered",
          "white",
          "wild",
          "winter",
          "wispy",
          "withered",
          "yellow",
          "young");
  private static final List<String> NOUNS =
      List.of(
          "art",
          "band",
          "bar",
          "base",
          "bird",
          "block",
          "boat",
          "bonus",
          "bread",
          "breeze",
          "brook",
          "bush",
          "butterfly",
          "cake",
          "cell",
          "cherry",
          "cloud",
          "credit",
          "darkness",
          "dawn",
          "dew",
          "disk",
          "dream",
          "dust",
          "feather",
          "field",
          "fire",
          "firefly",
          "flower",
          "fog",
          "forest",
          "frog",
          "frost",
          "glade",
          "glitter",
          "grass",
          "hall",
          "hat",
          "haze",
          "heart",
          "hill",
          "king",
          "lab",
          "lake",
          "leaf",
          "limit",
          "math",
          "meadow",
          "mode",
          "moon",
          "morning",
          "mountain",
          "mouse",
          "mud",
          "night",
          "paper",
          "pine",
          "poetry",
          "pond",
          "queen",
          "rain",
          "recipe",
          "resonance",
          "rice",
          "river",
          "salad",
          "scene",
          "sea",
          "shadow",
          "shape",
          "silence",
          "sky",
          "smoke",
          "snow",
          "snowflake",
          "sound",
          "star",
          "sun",
          "sunset",
          "surf",
          "term",
          "thunder",
          "tooth",
          "tree",
          "truth",
          "union",
          "unit",
          "violet",
          "voice",
          "water",
          "waterfall",
          "wave",
          "wildflower",
          "wind",
          "wood");
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz" + DIGITS;
  private static final String PASSWORD_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LETTERS;
  private static final int PASSWORD_LENGTH = 12;

  private final SecureRandom random = new SecureRandom();

  String project() {
    return words() + "-" + letters(DIGITS, 8);
  }

  String branch() {
    return "br-" + words() + "-a" + letters(LETTERS, 7);
  }

  String endpoint() {
    return "ep-" + words() + "-a" + letters(LETTERS, 7);
  }

  String operation() {
    return UUID.randomUUID().toString();
  }

  long database() {
    return 1_000_000L + random.nextInt(100_000_000);
  }

  /** {@code npg_} and 71 bits of chance: ASCII letters and digits only. */
  String password() {
    return "npg_" + letters(PASSWORD_LETTERS, PASSWORD_LENGTH);
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  private String words() {
    return ADJECTIVES.get(random.nextInt(ADJECTIVES.size()))
        + "-"
        + NOUNS.get(random.nextInt(NOUNS.size()));
  }

  private String letters(String alphabet, int count) {
    return random
        .ints(count, 0, alphabet.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
        .toString();
  }
}
