package io.tenantdb.operator.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Draws for one concern. Each concern has a generator of its own, so that a draw more in one does
 * not change the others.
 */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed, String concern) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + concern.hashCode());
  }

  boolean in(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  long between(long least, long most) {
    return least >= most ? least : random.nextLong(least, most + 1);
  }

  /** Often short, seldom long. */
  long skewed(long least, long most) {
    double part = random.nextDouble();
    return least + (long) ((most - least) * part * part * part);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  SplittableRandom generator() {
    return random.split();
  }
}
