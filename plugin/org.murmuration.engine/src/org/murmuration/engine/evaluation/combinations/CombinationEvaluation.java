// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.combinations.CombinationReport.Bucket;
import org.murmuration.engine.evaluation.combinations.CombinationReport.Example;
import org.murmuration.engine.evaluation.combinations.CombinationReport.OfLength;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RareRecords;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Compares counts of combinations of values, as Synthetic Data Showcase does. It is given tables and does not know
 * whether they may be published.
 */
public final class CombinationEvaluation {
    /** Examples of each kind. */
    public static final int EXAMPLES = 20;

    private static final int FIRST_BUCKET = 10;
    /** Beyond it the limit of a bucket would not fit a long. */
    private static final int LAST_BUCKET = 59;

    private CombinationEvaluation() {}

    /**
     * One side of a comparison.
     *
     * @param table counts
     * @param records number of records
     * @param data the records, or null when only counts are known
     */
    public record Side(CombinationTable table, long records, Dataset data) {
        /**
         * A side of which only counts are known.
         *
         * @param table counts
         * @param records number of records
         * @return the side
         */
        public static Side of(CombinationTable table, long records) {
            return new Side(table, records, null);
        }
    }

    /**
     * Compares.
     *
     * @param reference what counts are measured against
     * @param compared what is judged; over the same code
     * @param resolution k: combinations of fewer records are rare, at least 1
     * @param monitor receives progress
     * @return the report
     * @throws IllegalArgumentException when the tables are over different codes or lengths
     */
    public static CombinationReport compare(Side reference, Side compared, int resolution, ProgressMonitor monitor) {
        CombinationTable s = reference.table();
        CombinationTable t = compared.table();
        Checks.require(s.code().equals(t.code()), "The counts are of different values.");
        Checks.require(resolution >= 1, "The resolution must be at least 1.");
        int maxLength = Math.min(s.maxLength(), t.maxLength());
        Sums[] lengths = new Sums[maxLength + 1];
        for (int l = 1; l <= maxLength; l++) {
            lengths[l] = new Sums();
        }
        List<Sums> buckets = new ArrayList<>();
        Worst suppressed = new Worst(s);
        Worst fabricated = new Worst(s);
        for (int l = 1; l <= maxLength; l++) {
            monitor.checkCanceled();
            int i = s.start(l);
            int j = t.start(l);
            while (i < s.start(l + 1) || j < t.start(l + 1)) {
                long a = i < s.start(l + 1) ? s.key(i) : Long.MAX_VALUE;
                long b = j < t.start(l + 1) ? t.key(j) : Long.MAX_VALUE;
                long key = Math.min(a, b);
                long ref = a == key ? s.count(i++) : 0;
                long com = b == key ? t.count(j++) : 0;
                lengths[l].add(l, ref, com, resolution);
                bucket(buckets, com).add(l, ref, com, resolution);
                suppressed.offer(key, com == 0 ? ref : 0, com);
                fabricated.offer(key, ref == 0 ? com : 0, com);
            }
            monitor.report(0.5 * l / maxLength, "Comparing combinations");
        }
        List<OfLength> ofLengths = new ArrayList<>();
        for (int l = 1; l <= maxLength; l++) {
            ofLengths.add(lengths[l].ofLength(l));
        }
        List<Bucket> ofBuckets = new ArrayList<>();
        for (int b = 0; b < buckets.size(); b++) {
            ofBuckets.add(buckets.get(b).bucket((long) FIRST_BUCKET << b));
        }
        return new CombinationReport(
                reference.records(),
                compared.records(),
                resolution,
                ofLengths,
                ofBuckets,
                rareRecords(reference, resolution, monitor.part(0.5, 0.75)),
                rareRecords(compared, resolution, monitor.part(0.75, 1)),
                suppressed.examples(true),
                fabricated.examples(false));
    }

    /**
     * Compares what was made of released counts with these.
     *
     * @param released counts that a mechanism protects
     * @param made counts of records that were made of them alone
     * @param resolution see {@link #compare}
     * @param monitor receives progress
     * @return what may be published as the counts may
     */
    public static PublishableComparison compareReleased(
            Side released, Side made, int resolution, ProgressMonitor monitor) {
        return new PublishableComparison(compare(released, made, resolution, monitor));
    }

    /**
     * Compares with sensitive records.
     *
     * @param sensitive the records that counts are measured against
     * @param compared what is judged; over the same code
     * @param resolution k: combinations of fewer records are rare, at least 1
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when the tables are over different codes or lengths
     */
    public static SensitiveComparison compareWithSensitive(
            Side sensitive, Side compared, int resolution, ProgressMonitor monitor) {
        return new SensitiveComparison(compare(sensitive, compared, resolution, monitor));
    }

    private static Sums bucket(List<Sums> buckets, long count) {
        int b = 0;
        while (b < LAST_BUCKET && (long) FIRST_BUCKET << b < count) {
            b++;
        }
        while (buckets.size() <= b) {
            buckets.add(new Sums());
        }
        return buckets.get(b);
    }

    private static long rareRecords(Side side, int resolution, ProgressMonitor monitor) {
        if (side.data() == null) {
            return -1;
        }
        RareRecords.Found found =
                RareRecords.find(side.data(), side.table().code(), side.table().maxLength(), resolution, monitor);
        return Arrays.stream(found.rareByLength()).sum()
                + Arrays.stream(found.uniqueByLength()).sum();
    }

    /** Sums over combinations. */
    private static final class Sums {
        private long reference;
        private long compared;
        private long kept;
        private long common;
        private long preservable;
        private long all;
        private double referenceSum;
        private double comparedSum;
        private double lengthSum;
        private double errorOfKept;
        private double errorOfAll;
        private double errorOfCommon;
        private double preserved;
        private double proportional;
        private long referenceRare;
        private long comparedRare;
        private long leaked;
        private long surfaced;

        private void add(int length, long ref, long com, int k) {
            double error = Math.abs((double) ref - com);
            all++;
            reference += ref > 0 ? 1 : 0;
            compared += com > 0 ? 1 : 0;
            kept += ref > 0 && com > 0 ? 1 : 0;
            referenceSum += ref;
            comparedSum += com;
            lengthSum += length;
            errorOfAll += error;
            errorOfKept += ref > 0 && com > 0 ? error : 0;
            common += ref >= k ? 1 : 0;
            errorOfCommon += ref >= k ? error : 0;
            if (ref >= k || com > 0) {
                preservable++;
                preserved += ref == 0 ? 0 : Math.min(1, (double) com / ref);
            }
            proportional += ref == 0 ? 1 : error / ref;
            referenceRare += ref > 0 && ref < k ? 1 : 0;
            comparedRare += com > 0 && com < k ? 1 : 0;
            leaked += ref > 0 && ref < k && com > 0 && com < k ? 1 : 0;
            surfaced += ref > 0 && ref < k && com > 0 ? 1 : 0;
        }

        private static double ratio(double sum, long n) {
            return n == 0 ? 0 : sum / n;
        }

        private OfLength ofLength(int length) {
            return new OfLength(
                    length,
                    reference,
                    compared,
                    kept,
                    ratio(referenceSum, reference),
                    ratio(errorOfKept, kept),
                    ratio(errorOfAll, all),
                    ratio(errorOfCommon, common),
                    ratio(preserved, preservable),
                    referenceRare,
                    comparedRare,
                    leaked,
                    surfaced);
        }

        private Bucket bucket(long upTo) {
            return new Bucket(
                    upTo,
                    all,
                    ratio(comparedSum, all),
                    ratio(lengthSum, all),
                    ratio(preserved, preservable),
                    ratio(proportional, all));
        }
    }

    /** The combinations with the largest counts. */
    private static final class Worst {
        private final CombinationTable table;
        private final PriorityQueue<long[]> heap = new PriorityQueue<>(Comparator.comparingLong(e -> e[1]));

        private Worst(CombinationTable table) {
            this.table = table;
        }

        private void offer(long key, long badness, long compared) {
            if (badness > 0 && (heap.size() < EXAMPLES || badness > heap.element()[1])) {
                heap.add(new long[] {key, badness, compared});
                if (heap.size() > EXAMPLES) {
                    heap.remove();
                }
            }
        }

        private List<Example> examples(boolean isSuppressed) {
            return heap.stream()
                    .sorted(Comparator.<long[]>comparingLong(e -> -e[1]).thenComparingLong(e -> e[0]))
                    .map(e -> {
                        CombinationTable.Described d = table.describe(e[0]);
                        return new Example(d.attributes(), d.values(), isSuppressed ? e[1] : 0, e[2]);
                    })
                    .toList();
        }
    }

    /**
     * Counts the combinations of records, for one side of a comparison.
     *
     * @param data records
     * @param like how combinations are packed, and up to which length
     * @param monitor receives progress
     * @return the side
     * @throws IllegalArgumentException when the records are coded against another domain
     */
    public static Side count(Dataset data, CombinationTable like, ProgressMonitor monitor) {
        return new Side(CombinationCounter.count(data, like.code(), like.maxLength(), 1, monitor), data.rows(), data);
    }

    /**
     * Compares all combinations of values of two tables, missing and other values too, up to the longest ones that
     * surely fit the memory.
     *
     * @param real sensitive records, at least one
     * @param synthetic records over the same domain
     * @param maxLength largest number of values together, at least 1
     * @param monitor receives progress
     * @return the comparison; combinations of fewer than ten real records are rare
     * @throws IllegalArgumentException when the tables have different domains
     */
    public static SensitiveComparison compareRecords(
            Dataset real, Dataset synthetic, int maxLength, ProgressMonitor monitor) {
        Checks.require(real.domain().equals(synthetic.domain()), "Both tables must share their columns.");
        CombinationCode code = CombinationCode.of(real.domain(), CombinationCode.all(real.domain()));
        int length = code.length(Math.min(maxLength, real.domain().size()));
        while (length > 1 && most(code, real, length) > CombinationCounter.MAX_COMBINATIONS) {
            length--;
        }
        Side ofReal =
                new Side(CombinationCounter.count(real, code, length, 1, monitor.part(0, 0.35)), real.rows(), real);
        Side ofSynthetic = count(synthetic, ofReal.table(), monitor.part(0.35, 0.7));
        return compareWithSensitive(ofReal, ofSynthetic, FIRST_BUCKET, monitor.part(0.7, 1));
    }

    // bound of the distinct combinations: those that there can be, and those that the records can show
    private static double most(CombinationCode code, Dataset data, int length) {
        double shown = 0;
        for (int l = 1; l <= length; l++) {
            shown += data.rows()
                    * (double) CombinationCounter.combinationsOf(data.domain().size(), l);
        }
        return Math.min(code.combinations(length), shown);
    }
}
