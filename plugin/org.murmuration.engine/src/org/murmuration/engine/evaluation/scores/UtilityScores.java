// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.learning.Distinguishability;
import org.murmuration.engine.evaluation.learning.LogisticPropensity;
import org.murmuration.engine.evaluation.learning.PredictionReport;
import org.murmuration.engine.evaluation.learning.RegressionReport;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.WorkloadReport;
import org.murmuration.engine.evaluation.records.RecordReport;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Sampled;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Everything that was measured about the utility of synthetic records, by group of metrics; what was not asked for is empty.
 * Private: computed from the real records without noise.
 *
 * @param mixed columns and pairs of columns
 * @param marginals k-marginals
 * @param records whole records
 * @param told how well trees tell synthetic records
 * @param logistic the same by main effects, for agreement with others
 * @param regression the same regression on both tables
 * @param prediction learning from synthetic records
 * @param workload counting questions
 * @param sampled which part of the records was looked at; empty when all were
 */
public record UtilityScores(
        Optional<ColumnReport> mixed,
        Optional<KMarginalReport> marginals,
        Optional<RecordReport> records,
        Optional<Distinguishability> told,
        Optional<LogisticPropensity> logistic,
        Optional<RegressionReport> regression,
        Optional<PredictionReport> prediction,
        Optional<WorkloadReport> workload,
        Optional<Sampled> sampled)
        implements SensitiveResult {
    private static final String NONE = "";

    /** Nothing, as of an empty table. */
    public static final UtilityScores EMPTY = new UtilityScores(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * One number with what it is to be read against.
     *
     * @param metric its name, always the same
     * @param size how many columns it is about at a time; 0 for whole records
     * @param about columns or group that it is about; empty for all
     * @param value the score
     * @param chance the same of two samples of one population, or of real records; NaN when it has none
     * @param independent the same of real columns made independent of each other; NaN when it has none
     * @param error standard error, because not all marginals or records were looked at; 0 when all were, NaN when not known
     * @param meaning one sentence
     */
    public record Score(
            String metric,
            int size,
            String about,
            double value,
            double chance,
            double independent,
            double error,
            String meaning) {
        String key() {
            return metric + '\n' + size + '\n' + about;
        }

        Score with(double standardError) {
            return new Score(metric, size, about, value, chance, independent, standardError, meaning);
        }
    }

    /**
     * All scores in the order in which they are shown.
     *
     * @return one entry a number
     */
    public List<Score> scores() {
        List<Score> all = new ArrayList<>();
        mixed.ifPresent(m -> ofColumns(m, all));
        marginals.ifPresent(m -> ofMarginals(m, all));
        records.ifPresent(r -> ofRecords(r, all));
        told.ifPresent(t -> ofTrees(t, all));
        logistic.ifPresent(l -> all.add(new Score(
                "S_pMSE of a logistic regression",
                0,
                NONE,
                l.ratio(),
                1,
                Double.NaN,
                0,
                "For agreement with other tools only: main effects are blind to every relation.")));
        regression.ifPresent(r -> ofRegression(r, all));
        prediction.ifPresent(p -> ofPrediction(p, all));
        workload.ifPresent(w -> ofWorkload(w, all));
        if (sampled.isPresent()) {
            all.replaceAll(s -> s.with(sampled.get().error(s)));
        }
        return all;
    }

    private static double mean(List<PairScores> pairs, ToDoubleFunction<PairScores> of) {
        return pairs.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static void ofColumns(ColumnReport m, List<Score> all) {
        all.add(new Score(
                "Mean shape of columns",
                1,
                NONE,
                m.columnShapes(),
                m.columnShapesByChance(),
                1,
                0,
                "1 when every column has the same values equally often; says nothing about relations."));
        m.columns().stream()
                .filter(c -> !Double.isNaN(c.shape()))
                .min(Comparator.comparingDouble(c -> c.shape() - c.floor()))
                .ifPresent(c -> all.add(new Score(
                        "Shape of the worst column",
                        1,
                        c.name(),
                        c.shape(),
                        c.floor(),
                        1,
                        0,
                        "The column that lies farthest below what chance alone gives.")));
        all.add(new Score(
                "Mean similarity of pairs",
                2,
                NONE,
                m.pairSimilarity(),
                mean(m.pairs(), PairScores::floor),
                mean(m.pairs(), PairScores::independent),
                0,
                "1 - total variation distance of two columns together, numbers in ten bins of equal width."));
        m.pairs().stream()
                .min(Comparator.comparingDouble(p -> p.similarity() - p.floor()))
                .ifPresent(p -> all.add(new Score(
                        "Similarity of the worst pair",
                        2,
                        p.first() + ", " + p.second(),
                        p.similarity(),
                        p.floor(),
                        p.independent(),
                        0,
                        "The pair of columns that lies farthest below what chance alone gives.")));
    }

    private static void ofMarginals(KMarginalReport m, List<Score> all) {
        for (KMarginalReport.Order o : m.orders()) {
            all.add(new Score(
                    "k-marginal score",
                    o.size(),
                    NONE,
                    o.score(),
                    1000 * o.floor(),
                    1000 * o.independent(),
                    1000 * o.standardError(),
                    "NIST's score, 0 to 1000: 1000 less half the records in a thousand that would have to change"
                            + " for so many columns together to agree, " + o.looked() + " of " + o.marginals()
                            + " tables looked at."));
            all.add(new Score(
                    "k-marginal score of two halves",
                    o.size(),
                    NONE,
                    1000 * o.halves(),
                    Double.NaN,
                    Double.NaN,
                    0,
                    "The same of two random halves of the real records: what half their number has by chance."));
        }
        all.add(
                new Score(
                        "Equivalent sub-sample",
                        2,
                        NONE,
                        m.equivalentSubsample(),
                        Double.NaN,
                        Double.NaN,
                        0,
                        "The synthetic records are as near to the real ones as a random sample of this share of the real ones."));
        for (KMarginalReport.Group g : m.groups()) {
            all.add(new Score(
                    "k-marginal score within a group",
                    2,
                    g.value() == null ? "(missing)" : g.value(),
                    1000 * g.similarity(),
                    1000 * g.floor(),
                    Double.NaN,
                    0,
                    "The same among records of one group, worst group first; small groups fare worse by chance."));
        }
    }

    private static void ofRecords(RecordReport r, List<Score> all) {
        all.add(record("Row expansion", r.rowExpansion(), 0, "0 when there are as many synthetic as real records."));
        all.add(record(
                "New records",
                r.newRows(),
                r.newRowsError(),
                "Share of synthetic records that no real one matches within 1 %; a low share means copies."));
        all.add(record(
                "Unique records matched",
                r.uniqueMatched(),
                0,
                "Share of the real records without a double that occur among the synthetic ones."));
        all.add(record(
                "Key uniqueness",
                r.keyUniqueness(),
                0,
                "Share of synthetic records with a key that no other before it has; 1 for a proper key."));
        all.add(new Score(
                "Joint presence of values",
                2,
                NONE,
                r.jointPresence(),
                r.jointPresenceByChance(),
                Double.NaN,
                0,
                "1 when two columns have values in the same record as often as in the real table."));
        r.worstPresence(1)
                .forEach(p -> all.add(new Score(
                        "Joint presence of the worst pair",
                        2,
                        p.first() + ", " + p.second(),
                        p.similarity(),
                        Double.NaN,
                        Double.NaN,
                        0,
                        "The two columns that are filled together least as in the real table.")));
    }

    private static Score record(String metric, double value, double error, String meaning) {
        return new Score(metric, 0, NONE, value, Double.NaN, Double.NaN, error, meaning);
    }

    private static void ofTrees(Distinguishability t, List<Score> all) {
        all.add(record(
                "Records of each kind shown to trees", t.records(), 0, "How many records the next scores are about."));
        all.add(new Score(
                "Accuracy of telling synthetic records",
                0,
                NONE,
                t.accuracy().value(),
                0.5,
                Double.NaN,
                0,
                "Share of records that trees put to the right table; 0.5 when they cannot tell."));
        all.add(record("Half-width of the accuracy", t.accuracy().error(), 0, "Of the 95 % interval of the accuracy."));
        all.add(new Score(
                "Propensity score error",
                0,
                NONE,
                t.error(),
                t.expected(),
                t.independent(),
                0,
                "Mean of (p - 1/2)\u00b2 with p how likely trees hold a record for synthetic; 0.25 when always sure."));
        all.add(new Score(
                "S_pMSE",
                0,
                NONE,
                t.ratio(),
                1,
                t.independentRatio(),
                0,
                "The propensity score error over that of chance: about 1 when trees cannot tell."));
    }

    private static void ofRegression(RegressionReport r, List<Score> all) {
        all.add(
                new Score(
                        "Overlap of regression intervals",
                        0,
                        r.level() == null ? r.target() : r.target() + " = " + r.level(),
                        r.overlap(),
                        r.halves(),
                        r.independent(),
                        0,
                        "Mean overlap of the 95 % intervals of a regression's coefficients; beside it, that of two real halves."));
    }

    private static void ofPrediction(PredictionReport p, List<Score> all) {
        addPrediction(p, "Accuracy of learning from synthetic records", PredictionReport.Scores::accuracy, all);
        addPrediction(p, "F1 of learning from synthetic records", PredictionReport.Scores::f1, all);
        addPrediction(p, "AUC of learning from synthetic records", PredictionReport.Scores::auc, all);
        addPrediction(p, "R\u00b2 of learning from synthetic records", PredictionReport.Scores::r2, all);
    }

    private static void addPrediction(
            PredictionReport p, String metric, ToDoubleFunction<PredictionReport.Scores> of, List<Score> all) {
        if (!Double.isNaN(of.applyAsDouble(p.real()))) {
            all.add(new Score(
                    metric,
                    0,
                    p.target(),
                    of.applyAsDouble(p.synthetic()),
                    of.applyAsDouble(p.real()),
                    of.applyAsDouble(p.independent()),
                    0,
                    "Real records predicted by trees that learned from synthetic ones; beside it, from real ones and"
                            + " from independent columns."));
        }
    }

    private static void ofWorkload(WorkloadReport w, List<Score> all) {
        all.add(new Score(
                "Error of counting questions",
                0,
                NONE,
                w.error(),
                w.floor(),
                w.independent(),
                0,
                "Mean error of " + w.queries() + " counts over up to three columns, as a share of all records."));
        all.add(record("Error that 95 % of counting questions keep", w.large(), 0, "As a share of all records."));
        all.add(record(
                "Relative error of counting questions",
                w.relative(),
                0,
                "Mean error over the true count; counts below one in a thousand count as that."));
    }
}
