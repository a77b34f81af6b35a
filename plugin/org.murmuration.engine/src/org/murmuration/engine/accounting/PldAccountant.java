// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;

/**
 * The tightest account: composition of whole privacy-loss distributions (Meiser, Mohammadi 2018; Koskela, Jaelkoe,
 * Honkela 2020; Doroshenko et al. 2022). Answers are never below the truth and never above those of basic composition
 * and zCDP.
 *
 * <p>Gaussian events are merged exactly first ({@link GaussianDp}). Where an event has no loss distribution (a bare
 * zCDP event, a discrete Gaussian whose squared sensitivity is above 3) the zCDP answer is given for the whole.
 *
 * <p><b>Condition.</b> The events must have been chosen without looking at the outcomes of earlier ones. A filter that
 * decides on the next release must add up rho instead, as {@link ZcdpAccountant} does.
 *
 * <p><b>Grid.</b> Splitting losses over grid points of distance h adds at most h^2 / 6 to the variance of each on
 * average; h is chosen such that all of it is 1e-5 of the variance of the sum, which moves a delta of 1e-12 by less
 * than 3e-4 of itself. If all events have losses that are multiples of one unit, or end at one largest loss, the grid
 * is laid through it: there delta has its corners.
 */
public final class PldAccountant implements PrivacyAccountant {
    private static final double VARIANCE_SHARE = 1e-5;
    private static final int LENGTH = 1 << 16;
    private static final int MAX_BRANCHES = 16;

    private final List<PrivacyEvent> events = new ArrayList<>();
    /** The last composition for each choice of cohorts: one serves for many deltas. */
    private final Map<Map<PrivacyEvent, Long>, ComposedLoss> composed = new HashMap<>();

    /** Creates an accountant to which nothing was charged yet. */
    public PldAccountant() {
        // starts empty
    }

    @Override
    public void charge(PrivacyEvent event) {
        events.add(event);
        composed.clear();
    }

    @Override
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public double epsilon(double delta) {
        Checks.openUnit(delta, "delta");
        if (events.isEmpty()) {
            return 0;
        }
        return Math.min(
                coarse(a -> a.epsilon(delta)),
                worst(counts -> onlyGaussian(counts)
                        ? GaussianDp.epsilon(mu(counts), delta)
                        : composedFor(counts, delta).epsilon(delta)));
    }

    @Override
    public double delta(double epsilon) {
        Checks.require(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon must be finite and at least 0.");
        if (events.isEmpty()) {
            return 0;
        }
        return Math.min(
                coarse(a -> a.delta(epsilon)),
                worst(counts -> onlyGaussian(counts)
                        ? GaussianDp.delta(mu(counts), epsilon)
                        : compose(counts, parts -> ComposedLoss.tiltForEpsilon(parts, epsilon))
                                .delta(epsilon)));
    }

    private ComposedLoss composedFor(Map<PrivacyEvent, Long> counts, double delta) {
        ComposedLoss last = composed.get(counts);
        if (last == null || !last.isAccurateAt(delta)) {
            last = compose(counts, parts -> ComposedLoss.tiltForDelta(parts, delta));
            composed.put(counts, last);
        }
        return last;
    }

    /** The better of the accounts that need no distribution. */
    private double coarse(ToDoubleFunction<PrivacyAccountant> answer) {
        double best = Double.POSITIVE_INFINITY;
        for (PrivacyAccountant accountant : List.of(new ZcdpAccountant(), new BasicAccountant())) {
            events.forEach(accountant::charge);
            best = Math.min(best, answer.applyAsDouble(accountant));
        }
        return best;
    }

    /** The worst answer over all cohorts that a person may be in; infinite when there is no distribution. */
    private double worst(ToDoubleFunction<Map<PrivacyEvent, Long>> answer) {
        List<Map<PrivacyEvent, Long>> branches = List.of(Map.of());
        for (PrivacyEvent event : events) {
            branches = product(branches, branches(event, 1));
            if (branches.size() > MAX_BRANCHES) {
                return Double.POSITIVE_INFINITY;
            }
        }
        double worst = 0;
        for (Map<PrivacyEvent, Long> counts : branches) {
            if (!counts.keySet().stream().allMatch(e -> e.worstPair().isPresent())) {
                return Double.POSITIVE_INFINITY;
            }
            worst = Math.max(worst, answer.applyAsDouble(counts));
        }
        return worst;
    }

    /** Plain events, without labels, and how often each coordinate of them is released, for each choice of cohorts. */
    private static List<Map<PrivacyEvent, Long>> branches(PrivacyEvent event, long times) {
        if (event instanceof ComposedEvent c) {
            List<Map<PrivacyEvent, Long>> result = List.of(Map.of());
            for (PrivacyEvent part : c.parts()) {
                result = product(result, branches(part, Math.multiplyExact(times, c.times())));
                if (result.size() > MAX_BRANCHES) {
                    return result;
                }
            }
            return result;
        }
        if (event instanceof ParallelEvent p) {
            List<Map<PrivacyEvent, Long>> result = new ArrayList<>();
            p.cohorts().forEach(cohort -> result.addAll(branches(cohort, times)));
            return result.stream().distinct().toList();
        }
        PrivacyEvent plain = event.withLabel("event");
        return List.of(Map.of(
                plain,
                Math.multiplyExact(
                        times, plain.worstPair().map(LossPair::coordinates).orElse(1L))));
    }

    private static List<Map<PrivacyEvent, Long>> product(
            List<Map<PrivacyEvent, Long>> left, List<Map<PrivacyEvent, Long>> right) {
        List<Map<PrivacyEvent, Long>> result = new ArrayList<>();
        for (Map<PrivacyEvent, Long> a : left) {
            for (Map<PrivacyEvent, Long> b : right) {
                Map<PrivacyEvent, Long> both = new LinkedHashMap<>(a);
                b.forEach((event, times) -> both.merge(event, times, Math::addExact));
                result.add(both);
            }
        }
        return result;
    }

    private static boolean onlyGaussian(Map<PrivacyEvent, Long> counts) {
        return counts.keySet().stream().allMatch(GaussianEvent.class::isInstance);
    }

    private static double mu(Map<PrivacyEvent, Long> counts) {
        double squared = 0;
        for (Map.Entry<PrivacyEvent, Long> e : counts.entrySet()) {
            if (e.getKey() instanceof GaussianEvent g) {
                squared = Rounding.addUp(squared, Rounding.multiplyUp(2 * g.rho(), e.getValue()));
            }
        }
        return Rounding.sqrtUp(squared);
    }

    private static ComposedLoss compose(Map<PrivacyEvent, Long> counts, ToDoubleFunction<ComposedLoss.Parts> tiltOf) {
        Map<PrivacyEvent, Long> merged = new LinkedHashMap<>();
        double mu = mu(counts);
        if (mu > 0) {
            merged.put(new GaussianEvent("event", Rounding.divideDown(1, mu)), 1L);
        }
        counts.forEach((event, times) -> {
            if (!(event instanceof GaussianEvent)) {
                merged.put(event, times);
            }
        });
        for (double step = step(merged); ; step *= 2) {
            ComposedLoss.Parts parts = parts(merged, step);
            double theta = tiltOf.applyAsDouble(parts);
            if (!ComposedLoss.isTooFine(parts, theta)) {
                return ComposedLoss.of(parts, theta);
            }
        }
    }

    private static ComposedLoss.Parts parts(Map<PrivacyEvent, Long> counts, double step) {
        return new ComposedLoss.Parts(
                counts.keySet().stream()
                        .map(e -> PrivacyLossDistribution.of(e, step))
                        .toArray(PrivacyLossDistribution[]::new),
                counts.values().stream().mapToLong(Long::longValue).toArray());
    }

    private static LossPair pair(PrivacyEvent event) {
        return event.worstPair().orElseThrow();
    }

    private static double step(Map<PrivacyEvent, Long> counts) {
        double variance = 0;
        double times = 0;
        for (Map.Entry<PrivacyEvent, Long> e : counts.entrySet()) {
            variance += e.getValue() * pair(e.getKey()).variance();
            times += e.getValue();
        }
        double step = Math.min(Math.sqrt(6 * VARIANCE_SHARE * variance / times), 24 * Math.sqrt(variance) / LENGTH);
        double[] units = counts.keySet().stream()
                .mapToDouble(e -> pair(e).unit())
                .filter(u -> u > 0)
                .distinct()
                .toArray();
        return units.length == 1 && units[0] >= step ? units[0] / Math.ceil(units[0] / step) : step;
    }
}
