// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.random.RandomSource;

/** Opens to a source of a test's choice and certifies for a plan. */
public record TestGate(ReleasePlan plan, RandomSource random, PrivacyUnit unit, Optional<LedgerScope> scope)
        implements NoiseGate {
    public TestGate(ReleasePlan plan, RandomSource random) {
        this(plan, random, PrivacyUnit.RECORD, Optional.empty());
    }

    @Override
    public RandomSource open() {
        return random;
    }

    @Override
    public Certificate certify(List<PrivacyEvent> events) {
        return new Certificate(
                unit, plan.target(), plan.relation(), events, scope, !random.isSecure(), plan.identity());
    }
}
