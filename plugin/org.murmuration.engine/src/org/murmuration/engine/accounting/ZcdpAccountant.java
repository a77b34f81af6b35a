// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * Adds up events under approximate zero-concentrated differential privacy: rho and the probability of failure compose
 * by addition, also when each event was chosen after looking at earlier outcomes (Whitehouse, Ramdas, Rogers, Wu 2023).
 */
public final class ZcdpAccountant implements PrivacyAccountant {
    private final List<PrivacyEvent> events = new ArrayList<>();

    /** Creates an accountant to which nothing was charged yet. */
    public ZcdpAccountant() {
        // starts empty
    }

    @Override
    public void charge(PrivacyEvent event) {
        events.add(event);
    }

    /**
     * Total of all events, each sum rounded up.
     *
     * @return the composed loss
     * @throws IllegalStateException when nothing was charged, or an event may fail, so that there is no pure zCDP
     */
    public ZeroConcentratedDp total() {
        if (events.isEmpty()) {
            throw new IllegalStateException("Nothing was charged yet.");
        }
        if (failure() > 0) {
            throw new IllegalStateException("An event has a delta of its own; ask for epsilon at a delta.");
        }
        return new ZeroConcentratedDp(rho());
    }

    /**
     * Sum of rho, rounded up.
     *
     * @return at least 0
     */
    public double rho() {
        return events.stream().mapToDouble(PrivacyEvent::rho).reduce(0, Rounding::addUp);
    }

    /**
     * Sum of the probabilities with which single events may fail, rounded up.
     *
     * @return at least 0
     */
    public double failure() {
        return events.stream().mapToDouble(PrivacyEvent::failure).reduce(0, Rounding::addUp);
    }

    @Override
    public double epsilon(double delta) {
        double rest = delta - failure();
        if (rest <= 0 || rho() == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        return rho() == 0 ? 0 : ZcdpConversion.epsilon(rho(), failure() == 0 ? delta : Math.nextDown(rest));
    }

    @Override
    public double delta(double epsilon) {
        double own = rho() == 0 ? 0 : ZcdpConversion.delta(rho(), epsilon);
        return Math.min(1, Rounding.addUp(failure(), own));
    }

    /**
     * Total as approximate differential privacy.
     *
     * @param delta strictly between 0 and 1
     * @return the smallest epsilon that the tight conversion gives, rounded up
     */
    public ApproximateDp total(double delta) {
        return new ApproximateDp(epsilon(delta), delta);
    }

    @Override
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }
}
