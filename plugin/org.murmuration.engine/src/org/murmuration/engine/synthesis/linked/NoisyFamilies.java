// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.linked.LinkedCodebook;

/**
 * Everything that was released about families: only this leaves the private zone. May be published.
 *
 * @param codebook of the families
 * @param count number of families with noise
 * @param countSigma its standard deviation, above 0
 * @param ladder families by number of children, on the steps of the codebook's ladder, with noise
 * @param ladderSigma standard deviation of each step, above 0
 * @param tables released tables
 */
public record NoisyFamilies(
        LinkedCodebook codebook,
        double count,
        double countSigma,
        double[] ladder,
        double ladderSigma,
        List<LinkedMeasurement> tables) {
    /** Checks the noise and copies the list. */
    public NoisyFamilies {
        Checks.positive(countSigma, "sigma");
        Checks.positive(ladderSigma, "sigma");
        Checks.require(
                ladder.length == codebook.counts().ladder().length, "The numbers of children have the wrong steps.");
        ladder = ladder.clone();
        tables = List.copyOf(tables);
    }

    /**
     * Best number of families: the count, the ladder's sum and the sums of all tables that count every family, weighted
     * by inverse variances.
     *
     * @return at least 0
     */
    public double total() {
        double weights = 1 / (countSigma * countSigma);
        double sum = weights * count;
        double ofLadder = 1 / (ladder.length * ladderSigma * ladderSigma);
        weights += ofLadder;
        sum += ofLadder * Sums.of(ladder);
        for (LinkedMeasurement m : tables) {
            if (!m.query().isAboutChildren(codebook)) {
                double w = 1 / (m.values().length * m.sigma() * m.sigma());
                weights += w;
                sum += w * m.sum();
            }
        }
        return Math.max(0, sum / weights);
    }

    /** The same with other tables. */
    NoisyFamilies with(List<LinkedMeasurement> other) {
        return new NoisyFamilies(codebook, count, countSigma, ladder, ladderSigma, other);
    }

    /** The same in other units: a factor of everything, noise with it. */
    NoisyFamilies scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        List<LinkedMeasurement> scaled = new ArrayList<>();
        for (LinkedMeasurement m : tables) {
            scaled.add(new LinkedMeasurement(
                    m.query(), Arrays.stream(m.values()).map(v -> v * factor).toArray(), m.sigma() * factor));
        }
        return new NoisyFamilies(
                codebook,
                count * factor,
                countSigma * factor,
                Arrays.stream(ladder).map(v -> v * factor).toArray(),
                ladderSigma * factor,
                scaled);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoisyFamilies n
                && codebook.equals(n.codebook)
                && count == n.count
                && countSigma == n.countSigma
                && Arrays.equals(ladder, n.ladder)
                && ladderSigma == n.ladderSigma
                && tables.equals(n.tables);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(count) * 31 + Arrays.hashCode(ladder);
    }

    @Override
    public String toString() {
        return "NoisyFamilies of " + tables.size() + " tables";
    }
}
