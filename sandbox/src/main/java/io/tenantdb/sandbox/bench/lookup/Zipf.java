package io.tenantdb.sandbox.bench.lookup;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Numbers of which the first comes most often, the second half as often, the third a third, … */
public final class Zipf {
  private final double[] sums;

  /** Of the numbers from 0 to below {@code most}. */
  public Zipf(int most) {
    sums = new double[most];
    double sum = 0;
    for (int i = 0; i < most; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
  }

  /** The next one. */
  public int next(RandomGenerator random) {
    int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return found >= 0 ? found : -found - 1;
  }

  /** The share of all that the first so many numbers have. */
  public double shareOf(int first) {
    return sums[Math.min(first, sums.length) - 1] / sums[sums.length - 1];
  }
}
