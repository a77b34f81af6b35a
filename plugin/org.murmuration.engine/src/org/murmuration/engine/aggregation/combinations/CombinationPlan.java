// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.mechanism.GaussianPartitionSelection;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.Sensitivity;

/**
 * How a budget is split over the record count, the bounds of contribution and the counts of combinations of each length
 * (Gopi, Mahabadi, Yekhanin, "DP marginals", as Synthetic Data Showcase does it). Depends on public knowledge alone, so it
 * can be shown before anything is spent.
 *
 * <p>The budget is rho of zero-concentrated privacy for the target; where values are not public, half of delta goes to naming
 * them. The record count takes its share of rho, the bounds of contribution theirs, in equal parts for each length, and the
 * rest goes to the counts: with noise sigma_l sqrt(bound) for length l and sigma_l in proportion to p_l, length l costs 1 / (2
 * sigma_l^2), hence a part (1 / p_l^2) / sum over i of (1 / p_i^2). All shares are rounded down.
 */
public final class CombinationPlan {
    /** Longest combinations. */
    public static final int MAX_LENGTH = 6;
    /** 97.5 % quantile of the standard normal distribution. */
    private static final double SAFETY = 1 - 0x1p-30;

    private static final int ALL = 100;

    private final CombinationCode code;
    private final ApproximateDp target;
    private final int maxLength;
    private final NeighboringRelation relation;
    private final boolean publicValues;
    private final double[] proportions;
    private final double[] parts;
    private final int percentile;
    private final double percentileShare;
    private final double countShare;
    private final int rowsPerUnit;
    private final double rho;

    private CombinationPlan(Builder b) {
        code = CombinationCode.of(b.domain, b.publicValues ? b.present : named(b.domain, b.present));
        target = b.target;
        relation = b.relation;
        publicValues = b.publicValues;
        percentile = b.percentile;
        percentileShare = b.percentile == ALL ? 0 : b.percentileShare;
        countShare = b.countShare;
        rowsPerUnit = b.rowsPerUnit;
        Checks.require(b.domain.size() > 0, "The codebook has no attributes.");
        Checks.require(
                b.maxLength >= 1 && b.maxLength <= MAX_LENGTH,
                "The length of combinations must be 1 to " + MAX_LENGTH + ", not " + b.maxLength + ".");
        maxLength = code.length(b.maxLength);
        Checks.require(
                percentile >= 1 && percentile <= ALL, "The percentile must be 1 to 100, not " + percentile + ".");
        Checks.require(rowsPerUnit >= 1, "There must be at least one row for each person.");
        Checks.require(
                publicValues || rowsPerUnit == 1,
                "Values that are not public can be named safely only if each person has one row. Join the rows of a person,"
                        + " or take the values from a public codebook.");
        share(b.percentileShare, "The share of the bounds");
        share(countShare, "The share of the record count");
        Checks.require(
                percentileShare + countShare < 1, "The shares of the bounds and of the record count leave nothing.");
        proportions = b.proportions == null ? b.priority.proportions(maxLength) : b.proportions.clone();
        Checks.require(proportions.length == maxLength, "There must be one proportion of noise for each length.");
        for (double p : proportions) {
            Checks.positive(p, "A proportion of noise");
        }
        parts = b.parts == null ? b.fabrication.parts(maxLength) : b.parts.clone();
        Checks.require(parts.length == maxLength, "There must be one part of fabricated combinations for each length.");
        for (double p : parts) {
            Checks.require(p > 0 && p <= 1, "Parts of fabricated combinations must be above 0 and at most 1.");
        }
        double delta = publicValues ? target.delta() : Rounding.divideDown(target.delta(), 2);
        rho = ZcdpConversion.rho(target.epsilon(), delta);
    }

    /** Where values are not public, entries of lists count only where they are present: their absence would name them too. */
    private static boolean[][] named(Domain domain, boolean[][] present) {
        boolean[][] named = present.clone();
        for (int a = 0; a < named.length; a++) {
            if (domain.categoryOf(a) >= 0) {
                named[a] = new boolean[present[a].length];
                int yes = domain.attribute(a).encode(Domain.YES);
                named[a][yes] = present[a][yes];
            }
        }
        return named;
    }

    private static void share(double value, String name) {
        Checks.require(value > 0 && value < 1, name + " must be above 0 and below 1, but is " + value + ".");
    }

    /**
     * Starts a plan.
     *
     * @param domain of the records
     * @param target guarantee not to be passed
     * @return a builder with the defaults of each option
     */
    public static Builder builder(Domain domain, ApproximateDp target) {
        return new Builder(domain, target);
    }

    /** Collects the options of a plan. */
    public static final class Builder {
        private final Domain domain;
        private final ApproximateDp target;
        private boolean[][] present;
        private int maxLength = 3;
        private NeighboringRelation relation = NeighboringRelation.ADD_OR_REMOVE_ONE;
        private boolean publicValues = true;
        private LengthPriority priority = LengthPriority.BALANCED;
        private double[] proportions;
        private Fabrication fabrication = Fabrication.UNCONTROLLED;
        private double[] parts;
        private int percentile = 99;
        private double percentileShare = 0.01;
        private double countShare = 0.005;
        private int rowsPerUnit = 1;

        private Builder(Domain domain, ApproximateDp target) {
            this.domain = domain;
            this.target = target;
            this.present = CombinationCode.all(domain);
        }

        /**
         * Sets which levels count as values; by default all, missing too.
         *
         * @param levels by attribute and level
         * @return this
         */
        public Builder present(boolean[][] levels) {
            present = levels;
            return this;
        }

        /**
         * Sets the length up to which combinations are counted; by default 3.
         *
         * @param length 1 to 6
         * @return this
         */
        public Builder maxLength(int length) {
            maxLength = length;
            return this;
        }

        /**
         * Sets which data sets are neighbours; by default one record is added or removed.
         *
         * @param neighbours the relation
         * @return this
         */
        public Builder relation(NeighboringRelation neighbours) {
            relation = neighbours;
            return this;
        }

        /**
         * Sets whether the values are known without the records; by default they are. If not, a value is named only when its
         * noisy count passes a threshold, and half of delta is spent on that.
         *
         * @param known true for a public codebook
         * @return this
         */
        public Builder publicValues(boolean known) {
            publicValues = known;
            return this;
        }

        /**
         * Sets which lengths are counted most exactly; by default all alike: with long ones first,
         * single values and the record count get the worst noise.
         *
         * @param lengths the priority
         * @return this
         */
        public Builder priority(LengthPriority lengths) {
            priority = lengths;
            return this;
        }

        /**
         * Sets the noise of each length in proportion, in place of a priority.
         *
         * @param ofLengths one a length, above 0
         * @return this
         */
        public Builder proportions(double... ofLengths) {
            proportions = ofLengths;
            return this;
        }

        /**
         * Sets how many combinations that no record has may come through; by default it is not controlled.
         *
         * @param mode the mode
         * @return this
         */
        public Builder fabrication(Fabrication mode) {
            fabrication = mode;
            return this;
        }

        /**
         * Sets the part of the noise that may pass the threshold, in place of a mode.
         *
         * @param ofLengths one a length, above 0, at most 1; the first is not used
         * @return this
         */
        public Builder fabricatedParts(double... ofLengths) {
            parts = ofLengths;
            return this;
        }

        /**
         * Sets the percentile of combinations per record that bounds what a record contributes; by default 99.
         *
         * @param percent 1 to 100; for 100 all contribute fully, the bound is the public maximum and costs nothing
         * @return this
         */
        public Builder percentile(int percent) {
            percentile = percent;
            return this;
        }

        /**
         * Sets what finding the bounds takes of rho; by default 1 %.
         *
         * @param share above 0, below 1
         * @return this
         */
        public Builder percentileShare(double share) {
            percentileShare = share;
            return this;
        }

        /**
         * Sets what the record count takes of rho; by default 0.5 %.
         *
         * @param share above 0, below 1
         * @return this
         */
        public Builder countShare(double share) {
            countShare = share;
            return this;
        }

        /**
         * Sets how many rows a unit has at the most; by default 1.
         *
         * @param rows at least 1
         * @return this
         */
        public Builder rowsPerUnit(int rows) {
            rowsPerUnit = rows;
            return this;
        }

        /**
         * Plans.
         *
         * @return the plan
         * @throws IllegalArgumentException when an option is out of range or the combinations do not fit 63 bits
         */
        public CombinationPlan build() {
            return new CombinationPlan(this);
        }
    }

    /**
     * Which levels count as values and how combinations are packed.
     *
     * @return the code
     */
    public CombinationCode code() {
        return code;
    }

    /**
     * The guarantee asked for.
     *
     * @return epsilon and delta
     */
    public ApproximateDp target() {
        return target;
    }

    /**
     * Length up to which combinations are counted.
     *
     * @return 1 to 6, at most the number of attributes
     */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Which data sets the release makes hard to tell apart.
     *
     * @return the relation
     */
    public NeighboringRelation relation() {
        return relation;
    }

    /**
     * Whether the values are known without the records.
     *
     * @return false when values are named only above a threshold
     */
    public boolean publicValues() {
        return publicValues;
    }

    /**
     * Percentile that bounds what a record contributes.
     *
     * @return 1 to 100
     */
    public int percentile() {
        return percentile;
    }

    /**
     * How many rows a unit has at the most.
     *
     * @return at least 1
     */
    public int rowsPerUnit() {
        return rowsPerUnit;
    }

    /**
     * Whole budget.
     *
     * @return rho of zero-concentrated differential privacy
     */
    public double rho() {
        return rho;
    }

    /**
     * Part of delta with which a value that only one unit has may be named.
     *
     * @return 0 when values are public
     */
    public double deltaOfValues() {
        return publicValues ? 0 : Rounding.divideDown(target.delta(), 2);
    }

    /**
     * Share of the record count.
     *
     * @return rho
     */
    public double rhoOfCount() {
        return rho * countShare * SAFETY;
    }

    /**
     * Epsilon of the exponential mechanism that finds the bound of one length: it costs epsilon^2 / 8.
     *
     * @return 0 when no bound is looked for
     */
    public double epsilonOfBound() {
        return Math.sqrt(8 * rho * percentileShare * SAFETY / maxLength) * SAFETY;
    }

    /**
     * Share of the counts of one length.
     *
     * @param length 1 .. maximum
     * @return rho
     */
    public double rhoOfLength(int length) {
        double sum = Arrays.stream(proportions).map(p -> 1 / (p * p)).sum();
        double p = proportions[length - 1];
        return rho * (1 - countShare - percentileShare) * SAFETY / (p * p) / sum * SAFETY;
    }

    /**
     * Part of the noise of one length that passes its threshold.
     *
     * @param length 1 .. maximum
     * @return above 0, at most 1
     */
    public double fabricatedPart(int length) {
        return parts[length - 1];
    }

    /**
     * Combinations of one length that a record can be in.
     *
     * @param length 1 .. maximum
     * @return attributes over length
     */
    public long largestBound(int length) {
        return CombinationCounter.combinationsOf(code.domain().size(), length);
    }

    /**
     * Bounds that may be found for one length: what records of 0, 1, 2 and so on values contribute. Public.
     *
     * @param length 1 .. maximum
     * @return ascending, from 0 to {@link #largestBound}
     */
    public long[] possibleBounds(int length) {
        return LongStream.concat(
                        LongStream.of(0),
                        LongStream.rangeClosed(length, code.domain().size())
                                .map(w -> CombinationCounter.combinationsOf((int) w, length)))
                .toArray();
    }

    /**
     * How far the counts of one length move with one unit.
     *
     * @param bound combinations that each row contributes to at the most, at least 1
     * @return the sensitivity
     */
    public Sensitivity sensitivity(long bound) {
        long cells = Math.multiplyExact(relation == NeighboringRelation.REPLACE_ONE ? 2 : 1, bound);
        long each = rowsPerUnit;
        return new Sensitivity(
                Math.multiplyExact(cells, each), Math.multiplyExact(cells, Math.multiplyExact(each, each)), each);
    }

    /**
     * Expected noise of each count of one length, before anything is spent: that of a record with all attributes.
     *
     * @param length 1 .. maximum, 0 for the record count
     * @return standard deviation in records
     */
    public double sigma(int length) {
        return length == 0
                ? Math.sqrt(sensitivity(1).squaredL2() / (2 * rhoOfCount()))
                : Math.sqrt(sensitivity(largestBound(length)).squaredL2() / (2 * rhoOfLength(length)));
    }

    /**
     * Expected 95 % half-width of each count of one length.
     *
     * @param length 1 .. maximum, 0 for the record count
     * @return in records
     */
    public double halfWidth(int length) {
        return Normal.Z95 * sigma(length);
    }

    /**
     * Smallest noisy count of a value that may be named, if each record has a value of every attribute.
     *
     * @return above 1; 0 when values are public
     */
    public long namingThreshold() {
        return publicValues
                ? 0
                : GaussianPartitionSelection.of(
                                rhoOfLength(1),
                                deltaOfValues(),
                                Math.toIntExact(sensitivity(largestBound(1)).l1()))
                        .threshold();
    }

    /**
     * What the release will be charged, known before any record is read.
     *
     * @return record count, bounds, values and counts of each length
     */
    public ComposedEvent event() {
        List<PrivacyEvent> events = new ArrayList<>();
        events.add(new ZcdpEvent("number of records", rhoOfCount()));
        for (int l = 1; l <= maxLength; l++) {
            if (percentile < ALL) {
                events.add(new ZcdpEvent(
                        "bound of combinations of " + l, Rounding.multiplyUp(epsilonOfBound(), epsilonOfBound()) / 8));
            }
            events.add(new ZcdpEvent("counts of combinations of " + l, rhoOfLength(l)));
        }
        if (!publicValues) {
            events.add(new ApproximateDpEvent("values of one person", 0, deltaOfValues()));
        }
        return ComposedEvent.of("counts of combinations of up to " + maxLength + " values", events);
    }

    /**
     * All settings in a form that two plans share if and only if they ask for the same.
     *
     * @param unit whose presence is hidden
     * @return text
     */
    String describe(PrivacyUnit unit) {
        return "epsilon " + target.epsilon() + " delta " + target.delta() + " length " + maxLength + " relation "
                + relation
                + " public " + publicValues + " proportions " + Arrays.toString(proportions) + " parts "
                + Arrays.toString(parts) + " percentile " + percentile + " shares " + percentileShare + " " + countShare
                + " rows " + rowsPerUnit + " present " + Arrays.deepToString(code.present()) + " unit " + unit.name();
    }
}
