// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

/** One randomised release as accountants see it. */
public sealed interface PrivacyEvent permits DiscreteGaussianEvent, DiscreteLaplaceEvent {
    /**
     * Cost under zero-concentrated differential privacy, rounded up.
     *
     * @return rho, above 0
     */
    double rho();

    /**
     * What was released, in words free of data.
     *
     * @return for example "marginal age, sex"
     */
    String label();
}
