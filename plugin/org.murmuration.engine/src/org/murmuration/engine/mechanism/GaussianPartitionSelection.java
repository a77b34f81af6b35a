// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.util.List;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.GaussianTail;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.random.RandomSource;

/**
 * Decides which groups of unknown keys may be named when a unit is in many groups, and releases their counts: discrete
 * Gaussian noise and a threshold (Wilson et al. 2020; Swanberg et al. 2023). One object releases once.
 *
 * <p>Each of the l0 groups of a unit moves by one, so the counts cost rho = l0 / (2 sigma^2). A group that only one
 * unit has is named with probability P(1 + noise &gt;= T) at most; T is the smallest integer for which l0 times that
 * stays below delta. The tail of the discrete Gaussian is bounded by the continuous one: P(X &gt;= m) &lt;= P(N(0,
 * sigma^2) &gt;= m - 1) (Canonne, Kamath, Steinke 2020, proposition 25).
 */
public final class GaussianPartitionSelection {
    private final GaussianMechanism mechanism;
    private final double delta;
    private final long threshold;
    private final OneShot once = new OneShot();

    private GaussianPartitionSelection(GaussianMechanism mechanism, double delta, long threshold) {
        this.mechanism = mechanism;
        this.delta = delta;
        this.threshold = threshold;
    }

    /**
     * What was kept.
     *
     * @param kept whether each group may be named
     * @param counts noisy number of units of each group; 0 where it may not be named
     */
    public record Selection(boolean[] kept, long[] counts) {}

    /**
     * A mechanism of a given cost.
     *
     * @param rho cost of the counts, above 0, finite
     * @param delta probability with which a unit's own groups may be named, strictly between 0 and 1
     * @param groupsPerUnit largest number of groups that a unit is in (l0), at least 1
     * @return the mechanism
     */
    public static GaussianPartitionSelection of(double rho, double delta, int groupsPerUnit) {
        Checks.openUnit(delta, "delta");
        Checks.require(groupsPerUnit >= 1, "A unit is in at least 1 group.");
        GaussianMechanism mechanism = GaussianMechanism.ofRho(rho, new Sensitivity(groupsPerUnit, groupsPerUnit, 1));
        double each = Rounding.divideDown(delta, groupsPerUnit);
        long low = 1;
        long high = 4 + (long) Math.ceil(mechanism.sigma() * 40);
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (GaussianTail.above((middle - 2) / mechanism.sigma()) <= each) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new GaussianPartitionSelection(mechanism, delta, high);
    }

    /**
     * Smallest noisy count of a group that is named.
     *
     * @return above 1
     */
    public long threshold() {
        return threshold;
    }

    /**
     * Noise of the counts.
     *
     * @return sigma in units
     */
    public double sigma() {
        return mechanism.sigma();
    }

    /**
     * Decides for all groups.
     *
     * @param units number of distinct units in each group that has any; each unit counted in at most the groups per
     *     unit
     * @param label what is selected, in words free of data
     * @param random bits; secure unless this is a test
     * @return which groups may be named with their counts, and the cost
     * @throws IllegalStateException when this object released before
     */
    public Charged<Selection> select(long[] units, String label, RandomSource random) {
        once.spend();
        Charged<long[]> noisy = mechanism.release(units, label + ", counts", random);
        boolean[] kept = new boolean[units.length];
        long[] counts = noisy.value();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = counts[i] >= threshold;
            counts[i] = kept[i] ? counts[i] : 0;
        }
        return new Charged<>(
                new Selection(kept, counts),
                ComposedEvent.of(
                        label, List.of(noisy.event(), new ApproximateDpEvent(label + ", keys of one unit", 0, delta))));
    }
}
