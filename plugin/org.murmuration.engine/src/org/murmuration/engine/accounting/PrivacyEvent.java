// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.json.JsonObject;

/**
 * One randomised release as accountants see it: which mechanism with which parameters, and nothing of the data.
 *
 * <p>Every event has a cost under approximate zero-concentrated differential privacy (Bun, Steinke 2016, definition
 * 8.1): outside of an event of probability {@link #failure()} it is {@link #rho()}-zCDP. Both add up over releases,
 * also when each was chosen after looking at the earlier ones. Finer accounts look at the kind of event.
 */
public sealed interface PrivacyEvent
        permits DiscreteGaussianEvent,
                DiscreteLaplaceEvent,
                GaussianEvent,
                LaplaceEvent,
                ExponentialMechanismEvent,
                RandomizedResponseEvent,
                PureDpEvent,
                ApproximateDpEvent,
                ZcdpEvent,
                ComposedEvent,
                ParallelEvent {
    /**
     * Cost under zero-concentrated differential privacy, rounded up.
     *
     * @return rho, at least 0
     */
    double rho();

    /**
     * Probability with which the bound of {@link #rho()} may fail, rounded up.
     *
     * @return delta of approximate zCDP, 0 for most mechanisms
     */
    default double failure() {
        return 0;
    }

    /**
     * The smallest known epsilon of pure differential privacy outside of an event of probability {@link #failure()},
     * rounded up.
     *
     * @return above 0; infinite for mechanisms such as the Gaussian that have none
     */
    double pureEpsilon();

    /**
     * What was released, in words free of data.
     *
     * @return for example "marginal age, sex"
     */
    String label();

    /**
     * The same event under another name.
     *
     * @param label in words free of data, not blank
     * @return an event of the same cost
     */
    PrivacyEvent withLabel(String label);

    /**
     * Name of the mechanism in stored forms; it never changes.
     *
     * @return for example "discrete Gaussian"
     */
    String mechanism();

    /**
     * Writes the exact parameters of the mechanism, all that {@link PrivacyEventJson#read} needs besides name and
     * label.
     *
     * @param json where to
     */
    void writeParameters(JsonObject json);

    /**
     * The worst pair of neighbours, whose loss distribution is the tightest account.
     *
     * @return empty where only bounds of moments are known
     */
    Optional<LossPair> worstPair();
}
