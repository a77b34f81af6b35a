// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;

/**
 * Basic composition: epsilons and deltas add up (Dwork, Kenthapadi, McSherry, Mironov, Naor 2006). The only account
 * under which pure differential privacy stays pure.
 */
public final class BasicAccountant implements PrivacyAccountant {
    private final List<PrivacyEvent> events = new ArrayList<>();

    /** Creates an accountant to which nothing was charged yet. */
    public BasicAccountant() {
        // starts empty
    }

    @Override
    public void charge(PrivacyEvent event) {
        events.add(event);
    }

    @Override
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public double epsilon(double delta) {
        Checks.openUnit(delta, "delta");
        return failure() <= delta ? sum() : Double.POSITIVE_INFINITY;
    }

    @Override
    public double delta(double epsilon) {
        return sum() <= epsilon ? Math.min(1, failure()) : 1;
    }

    private double sum() {
        return events.stream().mapToDouble(PrivacyEvent::pureEpsilon).reduce(0, Rounding::addUp);
    }

    private double failure() {
        return events.stream().mapToDouble(PrivacyEvent::failure).reduce(0, Rounding::addUp);
    }
}
