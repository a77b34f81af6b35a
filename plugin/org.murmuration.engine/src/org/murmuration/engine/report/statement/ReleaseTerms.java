// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.statement;

import java.util.Optional;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/**
 * What a statement says of a release, of aggregates or of a model.
 *
 * @param certificate whom it protects, how well, and what was charged
 * @param epsilon guarantee reached, at the delta of the target
 * @param records estimated number of records
 * @param count noisy count behind it, if there was one
 */
record ReleaseTerms(Certificate certificate, double epsilon, double records, Optional<ReleasedCount> count)
        implements Certified {
    private static ReleaseTerms of(Certificate certificate, double records, Optional<ReleasedCount> count) {
        return new ReleaseTerms(certificate, certificate.guarantee().epsilon(), records, count);
    }

    static ReleaseTerms of(ReleasedAggregates a) {
        return of(a.certificate(), a.count().count(), Optional.of(a.count()));
    }

    static ReleaseTerms of(ReleasedCombinations released, Protection.DifferentialPrivacy protection) {
        ReleasedCount count =
                new ReleasedCount(released.records(), protection.noise().get(0));
        return of(protection.certificate(), released.records(), Optional.of(count));
    }

    static ReleaseTerms of(ReleasedModel released) {
        return of(released.certificate(), released.model().estimatedRows(), Optional.empty());
    }

    static ReleaseTerms of(ReleasedFamilies released) {
        return new ReleaseTerms(
                released.certificate(),
                released.guarantees().get(0).epsilon(),
                released.noisy().total(),
                Optional.empty());
    }
}
