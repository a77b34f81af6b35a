// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.Anchors;

/**
 * The k-marginal scores of NIST (SDNist 2): how near the joint tables of k columns are, with what chance alone and what
 * independent columns would give, and the sub-sample of the real records that is as near to all of them. Private:
 * computed from the real records without noise.
 *
 * @param orders one entry for each number of columns
 * @param subsamples how near sub-samples of the real records are, smallest first; without pairs of columns none
 * @param groups scores within groups of records, worst first; empty without a column of groups
 */
public record KMarginalReport(List<Order> orders, List<Subsample> subsamples, List<Group> groups)
        implements ScoredReport {
    private static final String SCORE = "k-marginal score";
    private static final double MOST = 1000; // NIST's scale
    /** Copies the lists. */
    public KMarginalReport {
        orders = List.copyOf(orders);
        subsamples = List.copyOf(subsamples);
        groups = List.copyOf(groups);
    }

    /**
     * All marginals of so many columns, or a sample of them.
     *
     * @param size number of columns together, at least 1
     * @param marginals how many there are
     * @param looked how many were looked at, all or some drawn at random
     * @param similarity mean of 1 - total variation distance over these, 0 to 1; 1 is best
     * @param standardError of the mean, because not all were looked at; 0 when all were
     * @param floor mean similarity that is to be expected of two samples of one population of these sizes, closed form
     *     as of a pair of columns
     * @param halves mean similarity of two random halves of the real records, each of half their number; NaN when there
     *     is only one record
     * @param independent mean similarity that the real columns would have if they were independent of each other,
     *     exactly
     * @param worst the marginals that fare worst against chance, worst first
     */
    public record Order(
            int size,
            long marginals,
            int looked,
            double similarity,
            double standardError,
            double floor,
            double halves,
            double independent,
            List<Marginal> worst) {
        /**
         * Copies the list.
         *
         * @param size number of columns together, at least 1
         * @param marginals how many there are
         * @param looked how many were looked at, all or some drawn at random
         * @param similarity mean of 1 - total variation distance over these, 0 to 1; 1 is best
         * @param standardError of the mean, because not all were looked at; 0 when all were
         * @param floor mean similarity that is to be expected of two samples of one population of these sizes, closed
         *     form as of a pair of columns
         * @param halves mean similarity of two random halves of the real records, each of half their number; NaN when
         *     there is only one record
         * @param independent mean similarity that the real columns would have if they were independent of each other,
         *     exactly
         * @param worst the marginals that fare worst against chance, worst first
         */
        public Order {
            worst = List.copyOf(worst);
        }

        /**
         * The score as NIST prints it: (2 - mean sum of absolute differences) 500.
         *
         * @return 0 to 1000
         */
        public double score() {
            return MOST * similarity;
        }

        /**
         * Where the similarity stands between that of independent columns (0) and that of chance (1).
         *
         * @return NaN when chance hides any relation
         */
        public double betweenAnchors() {
            return Anchors.between(similarity, floor, independent);
        }
    }

    /**
     * One marginal.
     *
     * @param columns names
     * @param similarity 1 - total variation distance
     * @param floor of two samples of one population
     * @param independent of independent columns
     */
    public record Marginal(List<String> columns, double similarity, double floor, double independent) {
        /**
         * Copies the list.
         *
         * @param columns names
         * @param similarity 1 - total variation distance
         * @param floor of two samples of one population
         * @param independent of independent columns
         */
        public Marginal {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A sub-sample of the real records, drawn without replacement.
     *
     * @param share of the real records, 0 to 1
     * @param similarity mean over the pairs of columns that were looked at
     */
    public record Subsample(double share, double similarity) {}

    /**
     * Records that share a value.
     *
     * @param value that they share; null when missing
     * @param records how many real ones
     * @param similarity of pairs of columns within the group: mean of 1 - min(sum of absolute differences, t) / t where
     *     t is the real share of the group; 0 to 1
     * @param floor the same of two samples of one population, closed form
     */
    public record Group(String value, long records, double similarity, double floor) {}

    /**
     * The yardstick of NIST: the sub-sample of the real records that is as near to all of them, interpolated between
     * those that were drawn.
     *
     * @return share of the real records, 0 to 1; 0 when even the smallest sub-sample is nearer, NaN without sub-samples
     */
    public double equivalentSubsample() {
        double similarity = orders.stream()
                .filter(o -> o.size() == 2)
                .mapToDouble(Order::similarity)
                .findFirst()
                .orElse(Double.NaN);
        if (subsamples.isEmpty() || Double.isNaN(similarity)) {
            return Double.NaN;
        }
        Subsample below = null;
        for (Subsample s : subsamples) {
            if (s.similarity() >= similarity) {
                if (below == null) {
                    return s.similarity() == similarity ? s.share() : 0;
                }
                double part = (similarity - below.similarity()) / (s.similarity() - below.similarity());
                return below.share() + part * (s.share() - below.share());
            }
            below = s;
        }
        return 1;
    }

    /**
     * The order of so many columns.
     *
     * @param size number of columns together
     * @return its scores
     * @throws IllegalArgumentException when it was not looked at
     */
    public Order order(int size) {
        return orders.stream()
                .filter(o -> o.size() == size)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Marginals of " + size + " columns were not compared."));
    }

    static Comparator<Marginal> worstFirst() {
        return Comparator.comparingDouble(m -> m.similarity() - m.floor());
    }

    /**
     * What tables are ranked by when marginals of so many columns were compared.
     *
     * @param size number of columns together
     * @return the same for every report
     */
    public static Criterion criterion(int size) {
        return new Criterion(size + "-marginal score", true);
    }

    @Override
    public Map<Criterion, Double> criteria() {
        Map<Criterion, Double> values = new LinkedHashMap<>();
        orders.forEach(o -> values.put(criterion(o.size()), o.score()));
        return values;
    }

    @Override
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (Order o : orders) {
            scores.add(Score.of(
                            SCORE,
                            o.score(),
                            "NIST's score, 0 to 1000: 1000 less half the records in a thousand that would have to change"
                                    + " for so many columns together to agree, " + o.looked() + " of " + o.marginals()
                                    + " tables looked at.")
                    .together(o.size())
                    .against(MOST * o.floor(), MOST * o.independent())
                    .withError(MOST * o.standardError()));
            scores.add(Score.of(
                            SCORE + " of two halves",
                            MOST * o.halves(),
                            "The same of two random halves of the real records: what half their number has by chance.")
                    .together(o.size()));
        }
        scores.add(Score.of(
                        "Equivalent sub-sample",
                        equivalentSubsample(),
                        "The synthetic records are as near to the real ones as a random sample of this share of the real ones.")
                .together(2));
        for (Group g : groups) {
            scores.add(Score.of(
                            SCORE + " within a group",
                            MOST * g.similarity(),
                            "The same among records of one group, worst group first; small groups fare worse by chance.")
                    .together(2)
                    .about(g.value() == null ? "(missing)" : g.value())
                    .against(MOST * g.floor(), Double.NaN));
        }
        return scores;
    }
}
