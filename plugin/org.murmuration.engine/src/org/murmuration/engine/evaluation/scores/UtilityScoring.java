// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnEvaluation;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.learning.Discriminator;
import org.murmuration.engine.evaluation.learning.Distinguishability;
import org.murmuration.engine.evaluation.learning.LogisticPropensity;
import org.murmuration.engine.evaluation.learning.PredictionComparison;
import org.murmuration.engine.evaluation.learning.PredictionReport;
import org.murmuration.engine.evaluation.learning.RegressionComparison;
import org.murmuration.engine.evaluation.learning.RegressionReport;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.WorkloadEvaluation;
import org.murmuration.engine.evaluation.marginals.WorkloadReport;
import org.murmuration.engine.evaluation.records.RecordEvaluation;
import org.murmuration.engine.evaluation.records.RecordReport;
import org.murmuration.engine.evaluation.scores.UtilityScores.Score;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Measures the groups of metrics that are asked for, of all records or of a sample. */
public final class UtilityScoring {
    /** Parts of the sample that are left out in turn to estimate standard errors. */
    private static final int PARTS = 5;

    private static final Set<Metrics> JACKKNIFED = EnumSet.of(Metrics.COLUMNS, Metrics.MARGINALS, Metrics.RECORDS);

    private final Options options;
    private final String seed;

    /** Groups of metrics. */
    public enum Metrics {
        /** Columns and pairs of columns, see {@link ColumnEvaluation}. */
        COLUMNS,
        /** k-marginals, see {@link KMarginalEvaluation}. */
        MARGINALS,
        /** Whole records, see {@link RecordEvaluation}. */
        RECORDS,
        /** Telling synthetic records from real ones, see {@link Discriminator} and {@link LogisticPropensity}. */
        DISTINGUISHABILITY,
        /** Regression and prediction of a column, see {@link RegressionComparison} and {@link PredictionComparison}. */
        ANALYSIS,
        /** Counting questions, see {@link WorkloadEvaluation}. */
        QUESTIONS
    }

    /**
     * What is measured.
     *
     * @param metrics groups of metrics, at least one
     * @param marginals of the k-marginals
     * @param keys names of the columns that together should tell records apart; none when there is no key
     * @param target name of the column that is explained and predicted; empty leaves the analysis out
     * @param limit records of each table that are looked at, at least 10; more are sampled
     * @param shown records of each table that are shown to trees, at least 1
     * @param questions how many counting questions, at least 1
     */
    public record Options(
            Set<Metrics> metrics,
            KMarginalEvaluation.Options marginals,
            List<String> keys,
            Optional<String> target,
            int limit,
            int shown,
            int questions) {
        /**
         * Copies the collections and checks the ranges.
         *
         * @param metrics groups of metrics, at least one
         * @param marginals of the k-marginals
         * @param keys names of the columns that together should tell records apart; none when there is no key
         * @param target name of the column that is explained and predicted; empty leaves the analysis out
         * @param limit records of each table that are looked at, at least 10; more are sampled
         * @param shown records of each table that are shown to trees, at least 1
         * @param questions how many counting questions, at least 1
         */
        public Options {
            metrics = Set.copyOf(metrics);
            keys = List.copyOf(keys);
            Checks.require(!metrics.isEmpty(), "Choose at least one group of metrics.");
            Checks.require(limit >= 2 * PARTS, "At least " + 2 * PARTS + " records must be looked at.");
            Checks.require(shown >= 1 && questions >= 1, "Trees and questions need at least one record.");
        }
    }

    /**
     * A sample of the records.
     *
     * @param realRows real records that were looked at
     * @param syntheticRows synthetic records that were looked at
     * @param errors standard errors of scores by what they are, from leaving out a fifth of the sample in turn (jackknife)
     */
    public record Sampled(long realRows, long syntheticRows, Map<String, Double> errors) {
        /**
         * Copies the map.
         *
         * @param realRows real records that were looked at
         * @param syntheticRows synthetic records that were looked at
         * @param errors standard errors of scores by what they are, from leaving out a fifth of the sample in turn
         *     (jackknife)
         */
        public Sampled {
            errors = Map.copyOf(errors);
        }

        /** That of the choice of marginals is the sampling of another thing; both add up. */
        double error(Score score) {
            return Math.hypot(score.error(), errors.getOrDefault(score.key(), Double.NaN));
        }

        /**
         * Largest standard error that any share of records can have because of the sample.
         *
         * @return 1 / (2 sqrt(n)) of the smaller table
         */
        public double most() {
            return 0.5 / Math.sqrt(Math.min(realRows, syntheticRows));
        }
    }

    private UtilityScoring(Options options, String seed) {
        this.options = options;
        this.seed = seed;
    }

    /**
     * Measures.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param options what is measured
     * @param seed decides what is sampled and permuted, so that the same tables always have the same scores
     * @param monitor told about progress, metric by metric
     * @return the private scores
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, or a named column is not there or
     *     does not fit
     */
    public static UtilityScores measure(
            MixedRecords real, MixedRecords synthetic, Options options, String seed, ProgressMonitor monitor) {
        CodedPair.of(real, synthetic); // both are there and share their columns
        UtilityScoring scoring = new UtilityScoring(options, seed);
        boolean all = real.rows() <= options.limit() && synthetic.rows() <= options.limit();
        RandomSource random = RandomSource.seeded("sample " + seed);
        MixedRecords a = all ? real : real.sample(Math.min(real.rows(), options.limit()), random);
        MixedRecords b = all ? synthetic : synthetic.sample(Math.min(synthetic.rows(), options.limit()), random);
        UtilityScores scores = scoring.measure(a, b, options.metrics(), monitor.part(0, all ? 1 : 0.4));
        if (!all) {
            Map<String, Double> errors = scoring.errors(
                    a,
                    b,
                    1 - (double) a.rows() / real.rows(),
                    1 - (double) b.rows() / synthetic.rows(),
                    monitor.part(0.4, 1));
            scores = new UtilityScores(
                    scores.mixed(),
                    scores.marginals(),
                    scores.records().map(r -> scoring.ofWholeTables(r, real, synthetic)),
                    scores.told(),
                    scores.logistic(),
                    scores.regression(),
                    scores.prediction(),
                    scores.workload(),
                    Optional.of(new Sampled(a.rows(), b.rows(), errors)));
        }
        return scores;
    }

    /** The number of records is that of the tables, not of the sample. */
    private RecordReport ofWholeTables(RecordReport report, MixedRecords real, MixedRecords synthetic) {
        return new RecordReport(
                real.rows(),
                synthetic.rows(),
                report.newRows(),
                report.newRowsError(),
                report.uniqueMatched(),
                report.keyUniqueness(),
                report.presence());
    }

    private RandomSource random(String purpose) {
        return RandomSource.seeded(purpose + " " + seed);
    }

    private UtilityScores measure(MixedRecords a, MixedRecords b, Set<Metrics> metrics, ProgressMonitor monitor) {
        int[] all = IntStream.range(0, a.columns().columns().size()).toArray();
        double step = 1.0 / metrics.size();
        double from = 0;
        Optional<ColumnReport> mixed = Optional.empty();
        Optional<KMarginalReport> marginals = Optional.empty();
        Optional<RecordReport> records = Optional.empty();
        Optional<Distinguishability> told = Optional.empty();
        Optional<LogisticPropensity> logistic = Optional.empty();
        Optional<RegressionReport> regression = Optional.empty();
        Optional<PredictionReport> prediction = Optional.empty();
        Optional<WorkloadReport> workload = Optional.empty();
        for (Metrics m : EnumSet.copyOf(metrics)) {
            ProgressMonitor part = monitor.part(from, from + step);
            from += step;
            switch (m) {
                case COLUMNS -> mixed = Optional.of(ColumnEvaluation.compare(a, b, part));
                case MARGINALS -> marginals =
                        Optional.of(KMarginalEvaluation.compare(a, b, options.marginals(), random("marginals"), part));
                case RECORDS -> records =
                        Optional.of(RecordEvaluation.compare(a, b, keys(a), options.limit(), random("records"), part));
                case DISTINGUISHABILITY -> {
                    told = Optional.of(
                            Discriminator.compare(a, b, options.shown(), random("trees"), part.part(0, 0.9)));
                    RandomSource random = random("logistic");
                    logistic = Optional.of(LogisticPropensity.of(
                            a.sample(Math.min(a.rows(), options.shown()), random),
                            b.sample(Math.min(b.rows(), options.shown()), random),
                            all,
                            part.part(0.9, 1)));
                }
                case ANALYSIS -> {
                    if (options.target().isPresent()) {
                        int target = a.columns().indexOf(options.target().get());
                        int[] others =
                                IntStream.of(all).filter(c -> c != target).toArray();
                        regression = Optional.of(RegressionComparison.compare(
                                a, b, target, others, random("regression"), part.part(0, 0.5)));
                        prediction = Optional.of(PredictionComparison.compare(
                                a, b, target, others, options.shown(), random("prediction"), part.part(0.5, 1)));
                    }
                }
                case QUESTIONS -> workload =
                        Optional.of(WorkloadEvaluation.compare(a, b, options.questions(), random("questions"), part));
            }
        }
        return new UtilityScores(
                mixed, marginals, records, told, logistic, regression, prediction, workload, Optional.empty());
    }

    private int[] keys(MixedRecords records) {
        return options.keys().stream().mapToInt(records.columns()::indexOf).toArray();
    }

    /**
     * Standard errors by the jackknife: variance (g - 1) / g sum of (s<sub>i</sub> - mean)<sup>2</sup> with s<sub>i</sub> the score
     * without the i-th of g parts of both tables, less what is known because part of a table was drawn.
     */
    private Map<String, Double> errors(
            MixedRecords a, MixedRecords b, double restA, double restB, ProgressMonitor monitor) {
        Set<Metrics> some = EnumSet.noneOf(Metrics.class);
        some.addAll(options.metrics());
        some.retainAll(JACKKNIFED);
        Map<String, List<Double>> values = new HashMap<>();
        for (int i = 0; i < PARTS && !some.isEmpty(); i++) {
            UtilityScores without =
                    measure(without(a, i), without(b, i), some, monitor.part((double) i / PARTS, (i + 1.0) / PARTS));
            without.scores().forEach(s -> values.computeIfAbsent(s.key(), k -> new ArrayList<>())
                    .add(s.value()));
        }
        Map<String, Double> errors = new HashMap<>();
        values.forEach((key, v) -> {
            double mean = v.stream().mapToDouble(x -> x).average().orElseThrow();
            double sum = v.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
            double error = Math.sqrt((PARTS - 1.0) / PARTS * sum * Math.max(restA, restB));
            if (v.size() == PARTS && !Double.isNaN(error)) { // the worst pair may be another one without a part
                errors.put(key, error);
            }
        });
        return errors;
    }

    /** Samples are in random order, so every fifth record is a random fifth. */
    private static MixedRecords without(MixedRecords records, int part) {
        return records.select(IntStream.range(0, records.rows())
                .filter(r -> r % PARTS != part)
                .toArray());
    }
}
