// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.random.RandomSource;

/**
 * Decides which groups of unknown keys may be named, so that a key held by few people is named rarely: the truncated
 * geometric mechanism, which keeps each group with the highest probability that (epsilon, delta) allows (Desfontaines, Voss,
 * Gipson, Mandayam 2022, theorem 1). One object releases once.
 *
 * <p>With n the number of units of a group, and epsilon and delta divided by the number of groups of a unit,
 *
 * <pre>pi(0) = 0,  pi(n) = min(e^epsilon pi(n-1) + delta, 1 - e^(-epsilon) (1 - pi(n-1) - delta), 1)</pre>
 *
 * <p>The probabilities are integers over 2^62, each rounded down from the bounds that the one before sets with e^epsilon
 * rounded down, so that the inequalities of the guarantee hold exactly between what is drawn.
 */
public final class PartitionSelection {
    private static final int BITS = 62;
    private static final BigDecimal ONE = new BigDecimal(BigInteger.ONE.shiftLeft(BITS));
    private static final int MAX_TABLE = 10_000_000;

    private final ApproximateDp loss;
    private final long[] keep;
    private final OneShot once = new OneShot();

    private PartitionSelection(ApproximateDp loss, long[] keep) {
        this.loss = loss;
        this.keep = keep;
    }

    /**
     * A mechanism of a given cost.
     *
     * @param loss guarantee for all groups together
     * @param groupsPerUnit largest number of groups that a unit is in (l0), at least 1
     * @return the mechanism
     * @throws IllegalArgumentException when delta is too small for the grid, or epsilon so small that more than ten million
     *     units would be needed
     */
    public static PartitionSelection of(ApproximateDp loss, int groupsPerUnit) {
        Checks.require(groupsPerUnit >= 1, "A unit is in at least 1 group.");
        double epsilon = Rounding.divideDown(loss.epsilon(), groupsPerUnit);
        BigDecimal delta = new BigDecimal(Rounding.divideDown(loss.delta(), groupsPerUnit))
                .multiply(ONE)
                .setScale(0, RoundingMode.FLOOR);
        Checks.require(
                delta.signum() > 0 && epsilon < 700,
                "epsilon " + loss.epsilon() + " or delta " + loss.delta() + " is out of range.");
        BigDecimal up = new BigDecimal(Math.nextDown(Math.nextDown(Math.exp(epsilon))));
        BigDecimal down = new BigDecimal(Math.nextUp(Math.nextUp(Math.exp(-epsilon))));
        long[] table = new long[64];
        int n = 0;
        while (table[n] < 1L << BITS) {
            Checks.require(n < MAX_TABLE, "epsilon is too small: a group would need more than ten million units.");
            BigDecimal before = BigDecimal.valueOf(table[n]);
            BigDecimal grow = before.multiply(up).add(delta);
            BigDecimal shrink = ONE.subtract(
                    ONE.subtract(before).subtract(delta).max(BigDecimal.ZERO).multiply(down));
            if (++n == table.length) {
                table = Arrays.copyOf(table, 2 * n);
            }
            table[n] = grow.min(shrink).min(ONE).setScale(0, RoundingMode.FLOOR).longValueExact();
        }
        return new PartitionSelection(loss, Arrays.copyOf(table, n + 1));
    }

    /**
     * Probability with which a group is kept.
     *
     * @param units number of units in the group, at least 0
     * @return 0 to 1, never falling
     */
    public double probability(long units) {
        return units >= keep.length ? 1 : Math.scalb((double) keep[(int) units], -BITS);
    }

    /**
     * Decides for all groups.
     *
     * @param units number of distinct units in each group; each unit counted in at most the groups per unit
     * @param label what is selected, in words free of data
     * @param random bits; secure unless this is a test
     * @return whether each group may be named, and the cost
     * @throws IllegalStateException when this object released before
     */
    public Release<boolean[]> select(long[] units, String label, RandomSource random) {
        ApproximateDpEvent event = new ApproximateDpEvent(label, loss.epsilon(), loss.delta());
        once.spend();
        boolean[] kept = new boolean[units.length];
        for (int i = 0; i < kept.length; i++) {
            Checks.require(units[i] >= 0, "A group cannot have a negative number of units.");
            long threshold = keep[(int) Math.min(units[i], keep.length - 1)];
            kept[i] = random.nextLong(1L << BITS) < threshold;
        }
        return new Release<>(kept, event);
    }
}
