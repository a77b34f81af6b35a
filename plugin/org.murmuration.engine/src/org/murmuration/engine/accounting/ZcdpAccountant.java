// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/** Adds up events under zero-concentrated differential privacy: rho composes by addition. */
public final class ZcdpAccountant {
    private final List<PrivacyEvent> events = new ArrayList<>();

    /** Creates an accountant to which nothing was charged yet. */
    public ZcdpAccountant() {
        // starts empty
    }

    /**
     * Charges an event.
     *
     * @param event what was released
     */
    public void charge(PrivacyEvent event) {
        events.add(event);
    }

    /**
     * Total of all events, each sum rounded up.
     *
     * @return the composed loss
     * @throws IllegalStateException when nothing was charged
     */
    public ZeroConcentratedDp total() {
        if (events.isEmpty()) {
            throw new IllegalStateException("Nothing was charged yet.");
        }
        double rho = 0;
        for (PrivacyEvent event : events) {
            rho = Rounding.addUp(rho, event.rho());
        }
        return new ZeroConcentratedDp(rho);
    }

    /**
     * Total as approximate differential privacy.
     *
     * @param delta strictly between 0 and 1
     * @return the smallest epsilon that the tight conversion gives, rounded up
     */
    public ApproximateDp total(double delta) {
        return new ApproximateDp(ZcdpConversion.epsilon(total().rho(), delta), delta);
    }

    /**
     * What was charged.
     *
     * @return a copy in order
     */
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }
}
