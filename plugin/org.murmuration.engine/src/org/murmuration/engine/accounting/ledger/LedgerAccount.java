// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.murmuration.engine.accounting.BasicAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * What was spent of a budget, and whether more fits: a privacy filter.
 *
 * <p>An analyst chooses the next release after seeing the last, so the filter adds up rho (Whitehouse, Ramdas, Rogers,
 * Wu 2023, theorem 1) or pure epsilons (Rogers, Roth, Ullman, Vadhan 2016), whichever admits the release; it does not
 * use loss distributions, whose composition is proven only for releases fixed in advance. Admitting by either sum is
 * sound: where the pure sum holds the loss is bounded for certain, and elsewhere the filter on rho holds.
 *
 * <p>A person in cohort v bears the releases over everybody and those over cohorts with v. The account of the ledger is
 * that of the person who bears most.
 */
public final class LedgerAccount {
    private final LedgerTerms terms;
    private final List<LedgerEntry> entries;

    /**
     * The account of some releases.
     *
     * @param terms what the ledger promises
     * @param entries releases; those that were given back do not count
     */
    public LedgerAccount(LedgerTerms terms, List<LedgerEntry> entries) {
        this.terms = terms;
        this.entries = entries.stream().filter(LedgerEntry::counts).toList();
    }

    /** Why a release does not fit. */
    enum Verdict {
        FITS,
        EXHAUSTED,
        OVERLAPS
    }

    Verdict judge(PrivacyEvent event, Cohort cohort) {
        if (terms.overlap() == LedgerTerms.Overlap.REFUSE
                && entries.stream().anyMatch(e -> e.cohort().overlaps(cohort))) {
            return Verdict.OVERLAPS;
        }
        for (List<PrivacyEvent> borne : loads(cohort)) {
            List<PrivacyEvent> more = new ArrayList<>(borne);
            more.add(event);
            if (!isWithin(terms.budget(), more)) {
                return Verdict.EXHAUSTED;
            }
        }
        return Verdict.FITS;
    }

    /** The events that each kind of person bears: one list a value of the cohort, or of all cohorts and the rest. */
    private List<List<PrivacyEvent>> loads(Cohort cohort) {
        SortedSet<String> values = new TreeSet<>(cohort.values());
        if (cohort.isAll()) {
            entries.forEach(e -> values.addAll(e.cohort().values()));
        }
        List<List<PrivacyEvent>> loads = new ArrayList<>();
        for (String value : values) {
            loads.add(events(value));
        }
        if (cohort.isAll()) {
            loads.add(events(null));
        }
        return loads;
    }

    /** What people with a value bear; null stands for a value that no cohort names. */
    private List<PrivacyEvent> events(String value) {
        return entries.stream()
                .filter(e -> e.cohort().isAll()
                        || value != null && e.cohort().values().contains(value))
                .map(LedgerEntry::event)
                .toList();
    }

    private static boolean isWithin(PrivacyLoss budget, List<PrivacyEvent> events) {
        ZcdpAccountant zcdp = new ZcdpAccountant();
        BasicAccountant basic = new BasicAccountant();
        events.forEach(zcdp::charge);
        events.forEach(basic::charge);
        if (budget instanceof ApproximateDp a) {
            return zcdp.epsilon(a.delta()) <= a.epsilon() || basic.epsilon(a.delta()) <= a.epsilon();
        }
        if (budget instanceof ZeroConcentratedDp z) {
            return zcdp.failure() == 0 && zcdp.rho() <= z.rho();
        }
        return budget instanceof PureDp p && basic.delta(p.epsilon()) == 0;
    }

    /**
     * The events of the people with the largest total, under zCDP.
     *
     * @param cohort among whom
     * @return what they bear
     */
    public List<PrivacyEvent> heaviest(Cohort cohort) {
        List<PrivacyEvent> heaviest = List.of();
        double most = -1;
        for (List<PrivacyEvent> load : loads(cohort)) {
            double rho = load.stream().mapToDouble(PrivacyEvent::rho).reduce(0, Rounding::addUp);
            if (rho > most) {
                most = rho;
                heaviest = load;
            }
        }
        return heaviest;
    }

    /**
     * What was spent for the people with the largest total, in the measure of the budget.
     *
     * @param cohort among whom
     * @return epsilon at the budget's delta, or rho, or pure epsilon; at least 0, infinite if there is no bound
     */
    public double spent(Cohort cohort) {
        return loads(cohort).stream().mapToDouble(this::measure).max().orElse(0);
    }

    /**
     * Whether the budget and the terms admit a release.
     *
     * @param event the release
     * @param cohort who it is about
     * @return false if the ledger would refuse it
     */
    public boolean admits(PrivacyEvent event, Cohort cohort) {
        return judge(event, cohort) == Verdict.FITS;
    }

    /**
     * What would be spent after a release for the people with the largest total.
     *
     * @param event the release
     * @param cohort who it is about
     * @return in the measure of the budget
     */
    public double after(PrivacyEvent event, Cohort cohort) {
        double worst = 0;
        for (List<PrivacyEvent> load : loads(cohort)) {
            List<PrivacyEvent> more = new ArrayList<>(load);
            more.add(event);
            worst = Math.max(worst, measure(more));
        }
        return worst;
    }

    /**
     * What a release would cost by itself, in the measure of the budget.
     *
     * @param event the release
     * @return epsilon at the budget's delta, or rho, or pure epsilon
     */
    public double cost(PrivacyEvent event) {
        return measure(List.of(event));
    }

    private double measure(List<PrivacyEvent> events) {
        ZcdpAccountant zcdp = new ZcdpAccountant();
        BasicAccountant basic = new BasicAccountant();
        events.forEach(zcdp::charge);
        events.forEach(basic::charge);
        if (events.isEmpty()) {
            return 0;
        }
        if (terms.budget() instanceof ApproximateDp a) {
            return Math.min(zcdp.epsilon(a.delta()), basic.epsilon(a.delta()));
        }
        return terms.budget() instanceof ZeroConcentratedDp
                ? (zcdp.failure() == 0 ? zcdp.rho() : Double.POSITIVE_INFINITY)
                : basic.epsilon(Double.MIN_NORMAL);
    }

    /**
     * The whole budget, in its own measure.
     *
     * @return epsilon or rho
     */
    public double budget() {
        if (terms.budget() instanceof ZeroConcentratedDp z) {
            return z.rho();
        }
        return terms.budget() instanceof ApproximateDp a ? a.epsilon() : ((PureDp) terms.budget()).epsilon();
    }

    /**
     * Part of the budget that a release takes by itself, in a measure that adds up: rho, or pure epsilon for a pure
     * budget.
     *
     * @param event the release
     * @return at least 0; 1 is the whole budget
     */
    public double share(PrivacyEvent event) {
        if (terms.budget() instanceof PureDp p) {
            return event.pureEpsilon() / p.epsilon();
        }
        double rho = terms.budget() instanceof ApproximateDp a ? ZcdpConversion.rho(a.epsilon(), a.delta()) : budget();
        return event.rho() / rho;
    }

    /**
     * The largest further release that fits, as it would be measured by itself.
     *
     * @param cohort about whom
     * @return epsilon of one more Gaussian release at the budget's delta, or rho, or pure epsilon; 0 when nothing fits
     */
    public double left(Cohort cohort) {
        if (judgeSize(cohort, 1e-9) != Verdict.FITS) {
            return 0;
        }
        double low = 1e-9;
        double high = budget();
        if (judgeSize(cohort, high) == Verdict.FITS) {
            return high;
        }
        for (int i = 0; i < 60 && high - low > 1e-6 * high; i++) {
            double middle = low + (high - low) / 2;
            if (judgeSize(cohort, middle) == Verdict.FITS) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Verdict judgeSize(Cohort cohort, double size) {
        String label = "one more release";
        PrivacyEvent event = terms.budget() instanceof ApproximateDp a
                ? new ZcdpEvent(label, ZcdpConversion.rho(size, a.delta()))
                : terms.budget() instanceof ZeroConcentratedDp
                        ? new ZcdpEvent(label, size)
                        : new PureDpEvent(label, size);
        return judge(event, cohort);
    }
}
