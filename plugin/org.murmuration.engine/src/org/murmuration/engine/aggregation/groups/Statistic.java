// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

/** What can be known of each group. */
public enum Statistic {
    /** Number of rows. */
    COUNT("Count", false, false),
    /** Number of privacy units (people); the same as the count when each has one row. */
    UNITS("Units", false, false),
    /** Number of rows that have a value of a column: what the count is more by is missing, NaN or infinite. */
    VALUES("Values", true, false),
    /** Number of different values of a column. */
    DISTINCT("Distinct", true, false),
    /** Sum of a column; values are clamped to the declared range. */
    SUM("Sum", true, true),
    /** Mean of a column. */
    MEAN("Mean", true, true),
    /** Variance of a column, over the number of values. */
    VARIANCE("Variance", true, true),
    /** Standard deviation of a column. */
    DEVIATION("Standard deviation", true, true),
    /** Quantiles of a column, any number together. */
    QUANTILES("Quantile", true, true),
    /** Stands for the minimum, which cannot be released privately: the 0.5 % quantile. */
    MINIMUM("Minimum (0.5 % quantile)", true, true),
    /** Stands for the maximum: the 99.5 % quantile. */
    MAXIMUM("Maximum (99.5 % quantile)", true, true),
    /** Counts of values in declared bins. */
    HISTOGRAM("Histogram", true, false);

    private final String title;
    private final boolean needsColumn;
    private final boolean needsRange;

    Statistic(String title, boolean needsColumn, boolean needsRange) {
        this.title = title;
        this.needsColumn = needsColumn;
        this.needsRange = needsRange;
    }

    /**
     * The statistic in words.
     *
     * @return a short phrase
     */
    public String title() {
        return title;
    }

    /**
     * Whether it is about the values of a column.
     *
     * @return false for counts of rows and units
     */
    public boolean needsColumn() {
        return needsColumn;
    }

    /**
     * Whether the range of the values must be declared.
     *
     * @return true when values are clamped
     */
    public boolean needsRange() {
        return needsRange;
    }
}
