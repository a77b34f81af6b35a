// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
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
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.mechanism.GaussianPartitionSelection;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.engine.release.Settings;

/**
 * How a budget is split over the record count, the bounds of contribution and the counts of combinations of each length
 * (Gopi, Mahabadi, Yekhanin, "DP marginals", as Synthetic Data Showcase does it). Depends on public knowledge alone, so
 * it can be shown before anything is spent.
 *
 * <p>The budget is rho of zero-concentrated privacy for the target; where values are not public, half of delta goes to
 * naming them. The record count takes its share of rho, the bounds of contribution theirs, in equal parts for each
 * length, and the rest goes to the counts: with noise sigma_l sqrt(bound) for length l and sigma_l in proportion to
 * p_l, length l costs 1 / (2 sigma_l^2), hence a part (1 / p_l^2) / sum over i of (1 / p_i^2). All shares are rounded
 * down.
 */
public final class CombinationPlan implements ReleasePlan {
    /** Longest combinations. */
    public static final int MAX_LENGTH = 6;

    private static final int VERSION = 2;
    private static final double SAFETY = 1 - 0x1p-30;
    private static final int ALL = 100;

    private final Domain domain;
    private final CombinationOptions options;
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

    private CombinationPlan(Domain domain, ApproximateDp target, CombinationOptions b) {
        this.domain = domain;
        this.target = target;
        options = b.copy();
        code = CombinationCode.of(domain, b.publicValues ? b.present : named(domain, b.present));
        relation = b.relation;
        publicValues = b.publicValues;
        percentile = b.percentile;
        percentileShare = b.percentile == ALL ? 0 : b.percentileShare;
        countShare = b.countShare;
        rowsPerUnit = b.rowsPerUnit;
        Checks.require(domain.size() > 0, "The codebook has no attributes.");
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

    /**
     * Where values are not public, entries of lists count only where they are present: their absence would name them
     * too.
     */
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
     * A plan with the defaults of each option.
     *
     * @param domain of the records
     * @param target guarantee that the release keeps at most
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty or combinations do not fit 63 bits
     */
    public static CombinationPlan of(Domain domain, ApproximateDp target) {
        return new CombinationPlan(domain, target, new CombinationOptions(domain));
    }

    /**
     * The same plan with other options.
     *
     * @param changes of a copy of the options
     * @return a new plan
     * @throws IllegalArgumentException when an option is out of range or the combinations do not fit 63 bits
     */
    public CombinationPlan with(UnaryOperator<CombinationOptions> changes) {
        return new CombinationPlan(domain, target, changes.apply(options.copy()));
    }

    /**
     * Which levels count as values and how combinations are packed.
     *
     * @return the code
     */
    public CombinationCode code() {
        return code;
    }

    @Override
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

    @Override
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
     * How many rows a unit has at most.
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
        double sum = Sums.of(Arrays.stream(proportions).map(p -> 1 / (p * p)));
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
     * @param bound combinations that each row contributes to at most, at least 1
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

    @Override
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

    @Override
    public List<ExpectedError> expectedErrors() {
        List<ExpectedError> errors = new ArrayList<>();
        errors.add(new ExpectedError("number of records", halfWidth(0)));
        for (int l = 1; l <= maxLength; l++) {
            errors.add(new ExpectedError("combinations of " + l, halfWidth(l)));
        }
        return errors;
    }

    /** {@inheritDoc} Where values are not public, nothing of the codebook is part of it. */
    @Override
    public ReleaseIdentity identity() {
        Settings settings = Settings.none()
                .with(target, relation)
                .with("maxLength", maxLength)
                .with("publicValues", publicValues)
                .with("proportions", proportions)
                .with("fabricatedParts", parts)
                .with("percentile", percentile)
                .with("percentileShare", percentileShare)
                .with("countShare", countShare)
                .with("rowsPerUnit", rowsPerUnit);
        return ReleaseIdentity.of(
                "dp-combinations", VERSION, publicValues ? settings.with("codes", codes()) : settings);
    }

    /** Which codes mean what, and which of them count. */
    Settings codes() {
        return Settings.none()
                .with(domain)
                .with(
                        "present",
                        Arrays.stream(code.present())
                                .map(CombinationPlan::digits)
                                .toList());
    }

    private static String digits(boolean[] levels) {
        StringBuilder text = new StringBuilder();
        for (boolean counts : levels) {
            text.append(counts ? '1' : '0');
        }
        return text.toString();
    }
}
