// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.mechanism.ReleasedMarginal;

/**
 * Released aggregates as rows: one a cell of every marginal, in an order that depends on the codebook alone.
 */
public final class AggregateTable {
    private AggregateTable() {}

    /**
     * One cell.
     *
     * @param attributes names, 1 to 3
     * @param values label of a level for each attribute
     * @param noisy released count: unbiased, possibly negative
     * @param consistent non-negative count; those of a marginal sum to the common total
     * @param sigma noise parameter of the released count, in records
     * @param halfWidth 95 % half-width of the released count from noise alone, in records
     */
    public record Row(
            List<String> attributes,
            List<String> values,
            long noisy,
            double consistent,
            double sigma,
            double halfWidth) {}

    /** Receives rows and may fail with an exception of its own. */
    @FunctionalInterface
    public interface Consumer<E extends Exception> {
        /**
         * Receives a row.
         *
         * @param row one cell
         * @throws E when it cannot be taken
         */
        void accept(Row row) throws E;
    }

    /**
     * The common total of all released marginals.
     *
     * @param aggregates what was released
     * @return at least 0
     */
    public static double total(ReleasedAggregates aggregates) {
        List<LinearMeasurement> measurements = new ArrayList<>();
        for (ReleasedMarginal m : aggregates.marginals()) {
            measurements.add(new LinearMeasurement(m.clique(), m.toDoubles(), m.sigma()));
        }
        return Projection.total(aggregates.count().count(), aggregates.count().sigma(), measurements);
    }

    /**
     * Visits all rows.
     *
     * @param <E> what the consumer may throw
     * @param aggregates what was released
     * @param consumer receives the rows
     * @throws E when the consumer does
     */
    public static <E extends Exception> void forEach(ReleasedAggregates aggregates, Consumer<E> consumer) throws E {
        Domain domain = aggregates.domain();
        double total = total(aggregates);
        for (ReleasedMarginal m : aggregates.marginals()) {
            double[] consistent = Projection.onSimplex(m.toDoubles(), total);
            int[] attributes = m.clique().toArray();
            List<String> names = Arrays.stream(attributes)
                    .mapToObj(a -> domain.attribute(a).name())
                    .toList();
            int[] codes = new int[attributes.length];
            for (int cell = 0; cell < m.cells(); cell++) {
                String[] values = new String[codes.length];
                for (int i = 0; i < codes.length; i++) {
                    values[i] = domain.attribute(attributes[i]).label(codes[i]);
                }
                consumer.accept(new Row(
                        names, List.of(values), m.count(cell), consistent[cell], m.sigma(), Normal.Z95 * m.sigma()));
                advance(codes, attributes, domain);
            }
        }
    }

    private static void advance(int[] codes, int[] attributes, Domain domain) {
        for (int i = codes.length - 1; i >= 0; i--) {
            if (++codes[i] < domain.attribute(attributes[i]).size()) {
                return;
            }
            codes[i] = 0;
        }
    }
}
