// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Everything that was measured about the utility of synthetic records. Private: computed from the real records without
 * noise.
 *
 * @param reports one entry a metric, in the order in which they were asked for
 * @param sample which part of the records was looked at; empty when all were
 */
public record UtilityScores(List<ScoredReport> reports, Optional<Sample> sample) implements SensitiveResult {
    /** Nothing, as of an empty table. */
    public static final UtilityScores EMPTY = new UtilityScores(List.of(), Optional.empty());

    /** Copies the list. */
    public UtilityScores {
        reports = List.copyOf(reports);
    }

    /**
     * All scores in the order in which they are shown.
     *
     * @return one entry a number; standard errors count the sample in
     */
    public List<Score> scores() {
        return reports.stream()
                .flatMap(r -> r.scores().stream())
                .map(score -> sample.map(s -> s.withError(score)).orElse(score))
                .toList();
    }

    /**
     * The report of one kind.
     *
     * @param <R> kind of report
     * @param kind kind of report
     * @return empty when its metric was not measured
     */
    public <R extends ScoredReport> Optional<R> report(Class<R> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
