// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.columns.ColumnEvaluation;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.learning.Discriminator;
import org.murmuration.engine.evaluation.learning.Distinguishability;
import org.murmuration.engine.evaluation.learning.LogisticPropensity;
import org.murmuration.engine.evaluation.learning.PredictionComparison;
import org.murmuration.engine.evaluation.learning.PredictionReport;
import org.murmuration.engine.evaluation.learning.RegressionComparison;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.WorkloadEvaluation;
import org.murmuration.engine.evaluation.marginals.WorkloadReport;
import org.murmuration.engine.evaluation.records.RecordEvaluation;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Something that can be measured of two tables, with its settings. A metric says how it is measured, its report says
 * its scores.
 */
public sealed interface Metric {
    /**
     * Measures.
     *
     * @param real the real records, at least one; sensitive
     * @param synthetic records of the same columns, at least one
     * @param seed decides what is drawn at random
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a named column is not there or does not fit
     */
    ScoredReport measure(MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor);

    /**
     * What tables are ranked by when this is measured, known before.
     *
     * @param columns how many columns the tables share
     * @return the criteria of every report of tables of so many columns, in their order
     */
    default List<Criterion> criteria(int columns) {
        return List.of();
    }

    /**
     * Whether the standard errors that sampling leaves are estimated by measuring again without parts of the sample.
     *
     * @return false when that would take long or the scores are not means over records
     */
    default boolean isJackknifed() {
        return false;
    }

    private static RandomSource random(String purpose, String seed) {
        return RandomSource.seeded(purpose + " " + seed);
    }

    private static MixedRecords sample(MixedRecords records, int limit, RandomSource random) {
        return records.sample(Math.min(records.rows(), limit), random);
    }

    private static int[] allBut(MixedRecords records, int column) {
        return IntStream.range(0, records.columns().columns().size())
                .filter(c -> c != column)
                .toArray();
    }

    /** Columns and pairs of columns, see {@link ColumnEvaluation}. */
    record Columns() implements Metric {
        @Override
        public ColumnReport measure(MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            return ColumnEvaluation.compare(real, synthetic, monitor);
        }

        @Override
        public List<Criterion> criteria(int columns) {
            return ColumnReport.CRITERIA;
        }

        @Override
        public boolean isJackknifed() {
            return true;
        }
    }

    /**
     * Joint tables of a few columns, see {@link KMarginalEvaluation}.
     *
     * @param options which tables, and within which groups
     */
    record Marginals(KMarginalEvaluation.Options options) implements Metric {
        @Override
        public KMarginalReport measure(
                MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            return KMarginalEvaluation.compare(real, synthetic, options, random("marginals", seed), monitor);
        }

        @Override
        public List<Criterion> criteria(int columns) {
            return IntStream.rangeClosed(1, Math.min(columns, options.order()))
                    .mapToObj(KMarginalReport::criterion)
                    .toList();
        }

        @Override
        public boolean isJackknifed() {
            return true;
        }
    }

    /**
     * Whole records, see {@link RecordEvaluation}.
     *
     * @param keys names of the columns that together should tell records apart; none when there is no key
     */
    record Records(List<String> keys) implements Metric {
        /**
         * Copies the list.
         *
         * @param keys names of the columns that together should tell records apart; none when there is no key
         */
        public Records {
            keys = List.copyOf(keys);
        }

        @Override
        public ScoredReport measure(MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            int[] key = keys.stream().mapToInt(real.columns()::indexOf).toArray();
            return RecordEvaluation.compare(real, synthetic, key, synthetic.rows(), random("records", seed), monitor);
        }

        @Override
        public boolean isJackknifed() {
            return true;
        }
    }

    /**
     * Whether trees can tell synthetic records from real ones, see {@link Discriminator}.
     *
     * @param shown records of each table that are shown to them at most, at least 1
     */
    record Trees(int shown) implements Metric {
        /**
         * Checks the range.
         *
         * @param shown records of each table that are shown to them at most, at least 1
         */
        public Trees {
            requireRecords(shown);
        }

        @Override
        public Distinguishability measure(
                MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            return Discriminator.compare(real, synthetic, shown, random("trees", seed), monitor);
        }

        @Override
        public List<Criterion> criteria(int columns) {
            return List.of(Distinguishability.CRITERION);
        }
    }

    /**
     * Whether main effects can tell synthetic records from real ones, for agreement with other tools; see
     * {@link LogisticPropensity}.
     *
     * @param shown records of each table that the model is fitted to at most, at least 1
     */
    record MainEffects(int shown) implements Metric {
        /**
         * Checks the range.
         *
         * @param shown records of each table that the model is fitted to at most, at least 1
         */
        public MainEffects {
            requireRecords(shown);
        }

        @Override
        public LogisticPropensity measure(
                MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            RandomSource random = random("logistic", seed);
            return LogisticPropensity.of(
                    sample(real, shown, random), sample(synthetic, shown, random), allBut(real, -1), monitor);
        }
    }

    /**
     * The same regression on both tables, see {@link RegressionComparison}.
     *
     * @param target name of the column that is explained by all others
     */
    record Regression(String target) implements Metric {
        @Override
        public ScoredReport measure(MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            int column = real.columns().indexOf(target);
            return RegressionComparison.compare(
                    real, synthetic, column, allBut(real, column), random("regression", seed), monitor);
        }
    }

    /**
     * Learning a column from synthetic records, see {@link PredictionComparison}.
     *
     * @param target name of the column that is predicted from all others
     * @param shown records that are learned from at most, at least 1
     */
    record Prediction(String target, int shown) implements Metric {
        /**
         * Checks the range.
         *
         * @param target name of the column that is predicted from all others
         * @param shown records that are learned from at most, at least 1
         */
        public Prediction {
            requireRecords(shown);
        }

        @Override
        public PredictionReport measure(
                MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            int column = real.columns().indexOf(target);
            return PredictionComparison.compare(
                    real, synthetic, column, allBut(real, column), shown, random("prediction", seed), monitor);
        }

        @Override
        public List<Criterion> criteria(int columns) {
            return List.of(PredictionReport.CRITERION);
        }
    }

    /**
     * Counting questions, see {@link WorkloadEvaluation}.
     *
     * @param count how many are asked, at least 1
     */
    record Questions(int count) implements Metric {
        /**
         * Checks the range.
         *
         * @param count how many are asked, at least 1
         */
        public Questions {
            Checks.require(count >= 1, "At least one question must be asked.");
        }

        @Override
        public WorkloadReport measure(MixedRecords real, MixedRecords synthetic, String seed, ProgressMonitor monitor) {
            return WorkloadEvaluation.compare(real, synthetic, count, random("questions", seed), monitor);
        }

        @Override
        public List<Criterion> criteria(int columns) {
            return List.of(WorkloadReport.CRITERION);
        }
    }

    private static void requireRecords(int shown) {
        Checks.require(shown >= 1, "At least one record of each table must be shown.");
    }
}
