// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

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
    /**
     * A score of whole records, without anything to read it against.
     *
     * @param metric its name, always the same
     * @param value the score
     * @param meaning one sentence
     * @return about all, exact
     */
    public static Score of(String metric, double value, String meaning) {
        return new Score(metric, 0, "", value, Double.NaN, Double.NaN, 0, meaning);
    }

    /**
     * The same score of so many columns at a time.
     *
     * @param columns at least 1
     * @return the score
     */
    public Score together(int columns) {
        return new Score(metric, columns, about, value, chance, independent, error, meaning);
    }

    /**
     * The same score of some columns or a group.
     *
     * @param subject their names
     * @return the score
     */
    public Score about(String subject) {
        return new Score(metric, size, subject, value, chance, independent, error, meaning);
    }

    /**
     * The same score with what it is to be read against.
     *
     * @param byChance of two samples of one population, or of real records
     * @param ifIndependent of real columns made independent of each other; NaN when it has none
     * @return the score
     */
    public Score against(double byChance, double ifIndependent) {
        return new Score(metric, size, about, value, byChance, ifIndependent, error, meaning);
    }

    /**
     * The same score with a standard error.
     *
     * @param standardError 0 or more, NaN when not known
     * @return the score
     */
    public Score withError(double standardError) {
        return new Score(metric, size, about, value, chance, independent, standardError, meaning);
    }

    /**
     * What tells this score from all others of the same tables.
     *
     * @return its metric, size and subject; the same for other tables
     */
    public String key() {
        return metric + '\n' + size + '\n' + about;
    }
}
