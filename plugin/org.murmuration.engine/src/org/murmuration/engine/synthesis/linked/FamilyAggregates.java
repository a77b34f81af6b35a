// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.linked.LinkedCodebook;

/** The released tables of families, cell by cell. May be published. */
public final class FamilyAggregates {
    /** Largest number of attributes of a cell. */
    public static final int MOST_ATTRIBUTES = 3;

    private FamilyAggregates() {}

    /**
     * A cell.
     *
     * @param kind of the table, for example "VP"
     * @param attributes names
     * @param values levels, one an attribute
     * @param noisy released number of families, unbiased; each family weighs one, shared out among its children
     * @param agreed the same after tables were made to agree and negative numbers removed
     * @param sigma standard deviation of the noise
     * @param halfWidth half of the 95 % interval of the noisy number
     */
    public record Cell(
            String kind,
            List<String> attributes,
            List<String> values,
            double noisy,
            double agreed,
            double sigma,
            double halfWidth) {
        /**
         * Copies the lists.
         *
         * @param kind of the table
         * @param attributes names
         * @param values levels
         * @param noisy released number of families
         * @param agreed the same after tables were made to agree
         * @param sigma standard deviation of the noise
         * @param halfWidth half of the 95 % interval
         */
        public Cell {
            attributes = List.copyOf(attributes);
            values = List.copyOf(values);
        }
    }

    /**
     * All cells, the numbers of children first.
     *
     * @param released what was released
     * @return in the order of the release
     */
    public static List<Cell> of(ReleasedFamilies released) {
        List<Cell> cells = new ArrayList<>();
        LinkedCodebook codebook = released.codebook();
        NoisyFamilies noisy = released.noisy();
        ConsistentFamilies consistent = new ConsistentFamilies(noisy);
        int[] ladder = codebook.counts().ladder();
        for (int s = 0; s < ladder.length; s++) {
            cells.add(new Cell(
                    "V",
                    List.of(codebook.countName()),
                    List.of(step(ladder, s)),
                    noisy.ladder()[s],
                    consistent.ladder()[s],
                    noisy.ladderSigma(),
                    LinkedPlan.halfWidth(noisy.ladderSigma())));
        }
        for (LinkedMeasurement m : noisy.tables()) {
            double[] agreed = consistent.table(m);
            List<String> names = m.query().names(codebook);
            for (int cell = 0; cell < agreed.length; cell++) {
                cells.add(new Cell(
                        m.query().kind(codebook),
                        names,
                        labels(m, cell, codebook),
                        m.values()[cell],
                        agreed[cell],
                        m.sigma(),
                        LinkedPlan.halfWidth(m.sigma())));
            }
        }
        return cells;
    }

    private static String step(int[] ladder, int s) {
        if (s + 1 == ladder.length) {
            return ladder[s] + "+";
        }
        return ladder[s + 1] - ladder[s] == 1 ? Integer.toString(ladder[s]) : ladder[s] + "-" + (ladder[s + 1] - 1);
    }

    private static List<String> labels(LinkedMeasurement m, int cell, LinkedCodebook codebook) {
        int[] levels = m.query().levels(cell, codebook);
        String[] labels = new String[levels.length];
        for (int i = 0; i < levels.length; i++) {
            int attribute = m.query().attributes().get(m.query().siblings() ? 0 : i);
            labels[i] = codebook.label(attribute, levels[i]);
        }
        return List.of(labels);
    }
}
