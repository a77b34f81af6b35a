// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.List;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.DiscreteGaussianEvent;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianTail;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Recent;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.GaussianPartitionSelection;
import org.murmuration.engine.mechanism.PartitionSelection;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.random.RandomSource;

/**
 * Decides which discovered groups may be named: by the truncated geometric mechanism or, where a unit is in many
 * groups, by Gaussian noise and a threshold, whichever names a group of fewer units with probability one half.
 */
final class GroupSelection {
    private static final String LABEL = "groups that may be named";

    /** Exact accounts of the last selections: a dialog asks for the same one many times. */
    private static final Recent<List<Object>> KNOWN = new Recent<>(64);

    private final ApproximateDp loss;
    private final int groups;
    private final double rho; // 0 when the truncated geometric mechanism is used
    private final double delta; // of the threshold
    private final long half;
    private final PrivacyEvent event;

    private GroupSelection(ApproximateDp loss, int groups, double rho, double delta, long half, PrivacyEvent event) {
        this.loss = loss;
        this.groups = groups;
        this.rho = rho;
        this.delta = delta;
        this.half = half;
        this.event = event;
    }

    /** With what the selection is added up. */
    enum Account {
        /** With anything, by the exact account of a release by itself. */
        ALONE,
        /** With pure losses: only the truncated geometric mechanism has one. */
        PURE,
        /** With rho of zero-concentrated privacy, where all of delta may fail. */
        CONCENTRATED
    }

    /** Whether the truncated geometric mechanism can keep to so little. */
    static boolean canBeGeometric(double epsilon, double delta, int groups) {
        try {
            PartitionSelection.of(new ApproximateDp(epsilon, delta), groups);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static GroupSelection of(double epsilon, double delta, int groups, Account account) {
        ApproximateDp loss = new ApproximateDp(epsilon, delta);
        long ofGeometric = Long.MAX_VALUE;
        if (groups == 1 || account == Account.PURE || canBeGeometric(epsilon, delta, groups)) {
            ofGeometric = half(PartitionSelection.of(loss, groups));
        }
        double rho = KNOWN.of(
                List.of(epsilon, delta, groups),
                () -> GaussianBudget.exactRho(new ApproximateDp(epsilon, delta / 2), r -> counts(r, groups)));
        double ofThreshold = account == Account.CONCENTRATED ? delta : delta / 2;
        GaussianPartitionSelection gaussian = GaussianPartitionSelection.of(rho, ofThreshold, groups);
        if (account == Account.PURE || ofGeometric <= gaussian.threshold()) {
            return new GroupSelection(loss, groups, 0, 0, ofGeometric, new ApproximateDpEvent(LABEL, epsilon, delta));
        }
        return new GroupSelection(
                loss,
                groups,
                rho,
                ofThreshold,
                gaussian.threshold(),
                ComposedEvent.of(
                        LABEL,
                        List.of(
                                counts(rho, groups),
                                new ApproximateDpEvent(LABEL + ", keys of one unit", 0, ofThreshold))));
    }

    /**
     * What noisy counts of units cost. A unit moves at most so many of them, each by one: as often a discrete Gaussian
     * of sensitivity 1, whose loss distribution is known, while that of all together is not.
     */
    private static PrivacyEvent counts(double rho, int groups) {
        DiscreteGaussianEvent all =
                GaussianMechanism.ofRho(rho, new Sensitivity(groups, groups, 1)).event(LABEL);
        return new ComposedEvent(
                LABEL + ", counts",
                List.of(new DiscreteGaussianEvent(
                        "count of one group", 1, all.varianceNumerator(), all.varianceDenominator())),
                groups);
    }

    private static long half(PartitionSelection selection) {
        long low = 0;
        long high = 1 << 20;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (selection.probability(middle) >= 0.5) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Number of units of a group that is named with probability of about one half. */
    long half() {
        return half;
    }

    boolean isGaussian() {
        return rho > 0;
    }

    PrivacyEvent event() {
        return event;
    }

    /** Probability with which a group of so many units is named. */
    double probability(long units) {
        if (rho == 0) {
            return PartitionSelection.of(loss, groups).probability(units);
        }
        GaussianPartitionSelection gaussian = GaussianPartitionSelection.of(rho, delta, groups);
        return GaussianTail.above((gaussian.threshold() - units) / gaussian.sigma());
    }

    Charged<boolean[]> select(long[] units, RandomSource random) {
        if (rho == 0) {
            return PartitionSelection.of(loss, groups).select(units, LABEL, random);
        }
        Charged<GaussianPartitionSelection.Selection> release =
                GaussianPartitionSelection.of(rho, delta, groups).select(units, LABEL, random);
        return new Charged<>(release.value().kept(), event);
    }
}
