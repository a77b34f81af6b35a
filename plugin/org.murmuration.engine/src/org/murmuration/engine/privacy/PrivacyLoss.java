// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

/** An upper bound on what a release reveals about one privacy unit. */
public sealed interface PrivacyLoss permits PureDp, ApproximateDp, ZeroConcentratedDp {
    /**
     * The guarantee in one sentence for people.
     *
     * @return a sentence without a full stop
     */
    String describe();
}
