// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;

/** What protects counts of combinations. */
public sealed interface Protection {
    /**
     * Said wherever the counts are shown.
     *
     * @return a short phrase
     */
    String mark();

    /**
     * Nothing that fewer than k records share is told; no promise over several releases.
     *
     * @param resolution k, at least 2
     */
    record KAnonymity(int resolution) implements Protection {
        /**
         * Checks the parameter.
         *
         * @param resolution k, at least 2
         */
        public KAnonymity {
            Checks.require(resolution >= KAnonymousCounts.LEAST_RESOLUTION, "The resolution must be at least 2.");
        }

        @Override
        public String mark() {
            return KAnonymousCounts.MARK + ", k = " + resolution;
        }
    }

    /**
     * Noise whose cost is known.
     *
     * @param unit whose presence is hidden
     * @param target guarantee that was asked for
     * @param relation which data sets are hard to tell apart
     * @param events what was charged
     * @param noise by length, 0 for the record count: standard deviation
     * @param bounds by length: combinations that a row contributed to at the most; 0 at 0
     * @param thresholds by length: noisy count that had to be passed; 0 at 0
     * @param ledger the account that the release is part of; empty when the guarantee covers this release alone
     * @param test whether the noise was foreseeable: then nothing of it is private
     */
    record DifferentialPrivacy(
            PrivacyUnit unit,
            ApproximateDp target,
            NeighboringRelation relation,
            List<PrivacyEvent> events,
            List<Double> noise,
            List<Long> bounds,
            List<Double> thresholds,
            Optional<LedgerScope> ledger,
            boolean test)
            implements Protection {
        /**
         * Copies the lists and checks their lengths.
         *
         * @param unit whose presence is hidden
         * @param target guarantee that was asked for
         * @param relation which data sets are hard to tell apart
         * @param events what was charged
         * @param noise by length, 0 for the record count: standard deviation
         * @param bounds by length: combinations that a row contributed to at the most; 0 at 0
         * @param thresholds by length: noisy count that had to be passed; 0 at 0
         * @param ledger the account that the release is part of; empty when the guarantee covers this release alone
         * @param test whether the noise was foreseeable: then nothing of it is private
         */
        public DifferentialPrivacy {
            events = List.copyOf(events);
            noise = List.copyOf(noise);
            bounds = List.copyOf(bounds);
            thresholds = List.copyOf(thresholds);
            Checks.require(
                    noise.size() == bounds.size() && noise.size() == thresholds.size() && noise.size() > 1,
                    "There must be noise, bound and threshold for each length.");
        }

        /**
         * What all events cost together, at the delta of the target.
         *
         * @return approximate differential privacy
         */
        public ApproximateDp guarantee() {
            ZcdpAccountant accountant = new ZcdpAccountant();
            events.forEach(accountant::charge);
            return accountant.total(target.delta());
        }

        @Override
        public String mark() {
            return test
                    ? ReleasedAggregates.TEST_MARK
                    : "differentially private, epsilon " + Rounding.textUp(target.epsilon()) + ", delta "
                            + Rounding.textUp(target.delta());
        }
    }

    /**
     * Read from a file of another program, which alone knows what protects it.
     *
     * @param isProtected whether the file says that counts are protected
     */
    record Imported(boolean isProtected) implements Protection {
        @Override
        public String mark() {
            return isProtected
                    ? "imported, protected by the program that made it"
                    : "imported, not protected: do not publish";
        }
    }
}
