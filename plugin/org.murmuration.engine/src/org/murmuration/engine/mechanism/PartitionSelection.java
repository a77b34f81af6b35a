// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.random.RandomSource;

/**
 * Decides which groups of unknown keys may be named, so that a key held by few people is named rarely: the truncated
 * geometric mechanism, which keeps each group with the highest probability that (epsilon, delta) allows (Desfontaines,
 * Voss, Gipson, Mandayam 2022, theorem 1). One object releases once.
 *
 * <p>With n the number of units of a group, and epsilon and delta divided by the number of groups of a unit,
 *
 * <pre>pi(0) = 0,  pi(n) = min(e^epsilon pi(n-1) + delta, 1 - e^(-epsilon) (1 - pi(n-1) - delta), 1)</pre>
 *
 * <p>The probabilities are integers over 2^126, each rounded down from the bounds that the one before sets with
 * e^epsilon rounded down, so that the inequalities of the guarantee hold exactly between what is drawn.
 */
public final class PartitionSelection {
    private static final int HALF = 63;
    private static final int BITS = 2 * HALF;
    private static final BigDecimal ONE = new BigDecimal(BigInteger.ONE.shiftLeft(BITS));
    private static final int MAX_TABLE = 1 << 20;

    private final ApproximateDp loss;
    /** Upper and lower 63 bits of the probability of each number of units. */
    private final long[] high;

    private final long[] low;
    private final OneShot once = new OneShot();

    private PartitionSelection(ApproximateDp loss, long[] high, long[] low) {
        this.loss = loss;
        this.high = high;
        this.low = low;
    }

    /**
     * A mechanism of a given cost.
     *
     * @param loss guarantee for all groups together
     * @param groupsPerUnit largest number of groups that a unit is in (l0), at least 1
     * @return the mechanism
     * @throws IllegalArgumentException when delta is too small for the grid, or epsilon so small that more than a
     *     million units would be needed
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
        BigDecimal up = new BigDecimal(Rounding.expDown(epsilon));
        BigDecimal down = new BigDecimal(Rounding.expUp(-epsilon));
        List<BigInteger> table = new ArrayList<>(List.of(BigInteger.ZERO));
        BigDecimal before = BigDecimal.ZERO;
        while (before.compareTo(ONE) < 0) {
            Checks.require(
                    table.size() < MAX_TABLE, "epsilon is too small: a group would need more than a million units.");
            BigDecimal grow = before.multiply(up).add(delta);
            BigDecimal rest = ONE.subtract(before).subtract(delta).max(BigDecimal.ZERO);
            before = grow.min(ONE.subtract(rest.multiply(down))).setScale(0, RoundingMode.FLOOR);
            table.add(before.toBigIntegerExact());
        }
        long[] high = new long[table.size()];
        long[] low = new long[table.size()];
        for (int n = 0; n < high.length - 1; n++) { // the last is certainty, 2^126, and is never looked up
            high[n] = table.get(n).shiftRight(HALF).longValueExact();
            low[n] = table.get(n)
                    .subtract(BigInteger.valueOf(high[n]).shiftLeft(HALF))
                    .longValueExact();
        }
        return new PartitionSelection(loss, high, low);
    }

    /**
     * Probability with which a group is kept.
     *
     * @param units number of units in the group, at least 0
     * @return 0 to 1, never falling
     */
    public double probability(long units) {
        if (units >= high.length - 1) {
            return 1;
        }
        return Exact.scalb(high[(int) units], -HALF) + Exact.scalb(low[(int) units], -BITS);
    }

    /** A coin with exactly the tabulated probability; the lower half is drawn only if the upper one ties. */
    private boolean isKept(long units, RandomSource random) {
        if (units >= high.length - 1) {
            return true;
        }
        long drawn = random.nextLong() >>> 1;
        return drawn < high[(int) units] || drawn == high[(int) units] && random.nextLong() >>> 1 < low[(int) units];
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
    public Charged<boolean[]> select(long[] units, String label, RandomSource random) {
        ApproximateDpEvent event = new ApproximateDpEvent(label, loss.epsilon(), loss.delta());
        once.spend();
        boolean[] kept = new boolean[units.length];
        for (int i = 0; i < kept.length; i++) {
            Checks.require(units[i] >= 0, "A group cannot have a negative number of units.");
            kept[i] = isKept(units[i], random);
        }
        return new Charged<>(kept, event);
    }
}
