package io.tenantdb.sandbox.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What a campaign is to be.
 *
 * @param seed of the one random generator that chooses what is done
 * @param lasting how long it disturbs, at most
 * @param stores how many live at a time, at most
 * @param kills ends the disturbance after so many; 0 for no such end
 * @param operators 1, or 2 that elect a leader
 * @param faults whether Neon is disturbed too, where it has a door for that
 */
record CampaignTerms(
    long seed, Duration lasting, int stores, int kills, int operators, boolean faults) {

  private static final Duration LONGEST_WITHOUT_KILL = Duration.ofSeconds(15);

  /** After so long without one, a kill is next: less if there would not be as many as wished. */
  Duration longestWithoutKill() {
    Duration fair = kills == 0 ? LONGEST_WITHOUT_KILL : lasting.dividedBy(kills);
    return fair.compareTo(LONGEST_WITHOUT_KILL) < 0 ? fair : LONGEST_WITHOUT_KILL;
  }

  boolean isElecting() {
    return operators > 1;
  }

  List<String> slots() {
    return isElecting() ? List.of("a", "b") : List.of("a");
  }
}
