// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.murmuration.engine.internal.Checks;

/**
 * What records made from counts of combinations are asked for.
 *
 * @param manner how they are made
 * @param rows how many; empty for the released number of records, or, in fragments, for as many as use up the counts
 * @param onlyReleased whether records hold no combination of values that was not released, up to the length of the
 *     counts; values that do not fit are replaced, or left blank. Fragments never do
 * @param balanced whether fragments take into account what was synthesised before, so that combinations come nearer to
 *     their counts
 * @param percentile of the counts of its parts that weighs a combination longer than those that were counted, 1 to 100
 * @param scale factor by which all counts are multiplied before fragments are made, above 0; empty for none
 */
public record AggregateSeededTask(
        Manner manner, OptionalInt rows, boolean onlyReleased, boolean balanced, int percentile, OptionalDouble scale) {
    /** How records are made. */
    public enum Manner {
        /** As many records as were released, with joint presence of values; missing is a value. */
        WHOLE_RECORDS,
        /** Values are put together one by one until the counts are used up, as Synthetic Data Showcase does. */
        FRAGMENTS
    }

    /** Checks the parameters. */
    public AggregateSeededTask {
        Checks.require(rows.isEmpty() || rows.getAsInt() >= 0, "The number of records must be at least 0.");
        Checks.require(
                percentile >= 1 && percentile <= 100, "The percentile must be 1 to 100, not " + percentile + ".");
        Checks.require(
                scale.isEmpty() || scale.getAsDouble() > 0 && scale.getAsDouble() < Double.POSITIVE_INFINITY,
                "The factor of the counts must be above 0.");
    }

    /**
     * Whole records, as many as were released.
     *
     * @param onlyReleased whether they hold no combination of values that was not released
     * @return the task
     */
    public static AggregateSeededTask wholeRecords(boolean onlyReleased) {
        return new AggregateSeededTask(
                Manner.WHOLE_RECORDS, OptionalInt.empty(), onlyReleased, true, 95, OptionalDouble.empty());
    }

    /**
     * Fragments with the defaults of Synthetic Data Showcase.
     *
     * @param balanced whether what was synthesised before counts
     * @return the task
     */
    public static AggregateSeededTask fragments(boolean balanced) {
        return new AggregateSeededTask(
                Manner.FRAGMENTS, OptionalInt.empty(), true, balanced, 95, OptionalDouble.empty());
    }
}
