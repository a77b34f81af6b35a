// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/**
 * Noisy record count and marginals with what they cost. May be published, unless it is a test.
 *
 * @param codebook public codebook
 * @param certificate whom it protects, how well, and what was charged
 * @param count noisy number of records
 * @param marginals noisy marginals in canonical order
 */
public record ReleasedAggregates(
        Codebook codebook, Certificate certificate, ReleasedCount count, List<ReleasedMarginal> marginals)
        implements Certified, PublishableResult {
    /** Copies the list and checks that it fits the codebook. */
    public ReleasedAggregates {
        marginals = List.copyOf(marginals);
        Domain domain = codebook.domain();
        for (ReleasedMarginal m : marginals) {
            Checks.require(m.cells() == m.clique().cells(domain), "A marginal does not fit the codebook.");
        }
    }

    /**
     * The order of the widest marginal.
     *
     * @return number of its attributes; 1 without marginals
     */
    public int order() {
        return marginals.stream().mapToInt(m -> m.clique().size()).max().orElse(1);
    }

    /**
     * The coded attributes.
     *
     * @return domain of the codebook
     */
    public Domain domain() {
        return codebook.domain();
    }

    /**
     * The marginal of a clique.
     *
     * @param clique attributes
     * @return empty when it was not released
     */
    public Optional<ReleasedMarginal> marginal(Clique clique) {
        return marginals.stream().filter(m -> m.clique().equals(clique)).findFirst();
    }
}
