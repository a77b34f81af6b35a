// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.combinations.RareCombinations;

/** Comparisons of combinations in sentences that people without statistics can read. */
public final class CombinationSummary {
    private CombinationSummary() {}

    /**
     * How easily sensitive records can be singled out. Private.
     *
     * @param rare what was found among them
     * @return a sentence
     */
    public static String ofSensitive(RareCombinations rare) {
        return String.format(
                Locale.ROOT,
                "Considering all combinations of up to %d values, %s of the sensitive records (%,d of %,d) can be singled out"
                        + " by a combination that fewer than %d of them share, %s by one that is theirs alone.",
                rare.rareByLength().size(),
                percent(rare.recordsWithRare(), rare.records()),
                rare.recordsWithRare(),
                rare.records(),
                rare.resolution(),
                percent(rare.recordsWithUnique(), rare.records()));
    }

    /**
     * How good counts or records are.
     *
     * @param what what is judged, at the start of a sentence, in the plural
     * @param against what they are measured against, in the plural
     * @param report the comparison
     * @return sentences
     */
    public static List<String> ofCompared(String what, String against, CombinationReport report) {
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(
                Locale.ROOT,
                "%s keep %.1f %% of the combinations in the %s. Counts of those that both have are %.1f on average and differ"
                        + " by %.1f; counts of all with at least %d records differ by %.1f, what is lost counting as 0.",
                what,
                100 * (1 - report.suppressedShare()),
                against,
                report.meanCount(),
                report.meanError(),
                report.resolution(),
                report.meanErrorOfCommon()));
        sentences.add(String.format(
                Locale.ROOT,
                "%.1f %% of their combinations do not occur in the %s. There are %,d records, %+.2f %%.",
                100 * report.fabricatedShare(),
                against,
                report.comparedRecords(),
                100 * report.recordExpansion()));
        if (report.comparedRare() >= 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%,d combinations are rare (fewer than %d records) on both sides; %s of the records hold a combination"
                            + " that is rare among them.",
                    report.leaked(),
                    report.resolution(),
                    percent(report.comparedRare(), report.comparedRecords())));
        }
        return sentences;
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 0 : 100.0 * part / all);
    }
}
