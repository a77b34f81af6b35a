// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Measures the metrics that are asked for, of all records or of a sample. */
public final class UtilityScoring {
    /** Parts of the sample that are left out in turn to estimate standard errors. */
    private static final int PARTS = 5;

    private final List<Metric> metrics;
    private final String seed;

    /**
     * What is measured.
     *
     * @param metrics what is asked for, at least one, one of each kind
     * @param limit records of each table that are looked at, at least 10; more are sampled
     */
    public record Options(List<Metric> metrics, int limit) {
        /**
         * Copies the list and checks the ranges.
         *
         * @param metrics what is asked for, at least one, one of each kind
         * @param limit records of each table that are looked at, at least 10; more are sampled
         */
        public Options {
            metrics = List.copyOf(metrics);
            Checks.require(!metrics.isEmpty(), "Choose at least one group of metrics.");
            Checks.require(
                    metrics.stream().map(Metric::getClass).distinct().count() == metrics.size(),
                    "Each metric is measured once.");
            Checks.require(limit >= 2 * PARTS, "At least " + 2 * PARTS + " records must be looked at.");
        }
    }

    private UtilityScoring(List<Metric> metrics, String seed) {
        this.metrics = metrics;
        this.seed = seed;
    }

    /**
     * Measures.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param options what is measured
     * @param seed decides what is sampled and permuted, so that the same tables always have the same scores
     * @param monitor receives progress, metric by metric
     * @return the private scores
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, or a named column is not
     *     there or does not fit
     */
    public static UtilityScores measure(
            MixedRecords real, MixedRecords synthetic, Options options, String seed, ProgressMonitor monitor) {
        CodedPair.of(real, synthetic); // both are there and share their columns
        UtilityScoring scoring = new UtilityScoring(options.metrics(), seed);
        if (real.rows() <= options.limit() && synthetic.rows() <= options.limit()) {
            return new UtilityScores(scoring.reports(real, synthetic, monitor), Optional.empty());
        }
        RandomSource random = RandomSource.seeded("sample " + seed);
        MixedRecords a = real.sample(Math.min(real.rows(), options.limit()), random);
        MixedRecords b = synthetic.sample(Math.min(synthetic.rows(), options.limit()), random);
        List<ScoredReport> reports = new ArrayList<>(scoring.reports(a, b, monitor.part(0, 0.4)));
        reports.replaceAll(r -> r.ofTables(real.rows(), synthetic.rows()));
        double rest = Math.max(1 - (double) a.rows() / real.rows(), 1 - (double) b.rows() / synthetic.rows());
        UtilityScoring again = new UtilityScoring(
                options.metrics().stream().filter(Metric::isJackknifed).toList(), seed);
        return new UtilityScores(
                reports, Optional.of(new Sample(a.rows(), b.rows(), again.errors(a, b, rest, monitor.part(0.4, 1)))));
    }

    private List<ScoredReport> reports(MixedRecords real, MixedRecords synthetic, ProgressMonitor monitor) {
        List<ScoredReport> reports = new ArrayList<>();
        double step = 1.0 / metrics.size();
        for (Metric m : metrics) {
            double from = reports.size() * step;
            reports.add(m.measure(real, synthetic, seed, monitor.part(from, from + step)));
        }
        return reports;
    }

    /**
     * Standard errors by the jackknife: variance (g - 1) / g sum of (s<sub>i</sub> - mean)<sup>2</sup> with
     * s<sub>i</sub> the score without the i-th of g parts of both tables, less what is known because part of a table
     * was drawn.
     *
     * @param rest larger share of a table that was not drawn
     */
    private Map<String, Double> errors(MixedRecords a, MixedRecords b, double rest, ProgressMonitor monitor) {
        Map<String, List<Double>> values = new HashMap<>();
        for (int i = 0; i < PARTS; i++) {
            ProgressMonitor part = monitor.part((double) i / PARTS, (i + 1.0) / PARTS);
            for (ScoredReport report : reports(without(a, i), without(b, i), part)) {
                for (Score s : report.scores()) {
                    values.computeIfAbsent(s.key(), k -> new ArrayList<>()).add(s.value());
                }
            }
        }
        Map<String, Double> errors = new HashMap<>();
        values.forEach((key, v) -> {
            double mean = Sums.mean(v.stream().mapToDouble(x -> x)).orElseThrow();
            double sum = Sums.of(v.stream().mapToDouble(x -> (x - mean) * (x - mean)));
            double error = Math.sqrt((PARTS - 1.0) / PARTS * sum * rest);
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
