// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.records.RecordReport.Presence;
import org.murmuration.engine.evaluation.statistics.Mixing;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Compares whole records: copies, new ones, keys, and which columns have values together. */
public final class RecordEvaluation {
    private static final double TOLERANCE = 0.01;
    private static final int STRIDE = 1 << 10;

    private final MixedRecords real;
    private final int width;
    private final int[] texts;
    private final int sorted; // the column of numbers by which candidates are sorted; -1 without numbers

    private RecordEvaluation(MixedRecords real) {
        this.real = real;
        this.width = real.columns().columns().size();
        this.texts = IntStream.range(0, width).filter(c -> !real.isNumeric(c)).toArray();
        this.sorted = IntStream.range(0, width)
                .filter(real::isNumeric)
                .boxed()
                .max(Comparator.comparingLong(
                        c -> Arrays.stream(real.column(c)).distinct().count()))
                .orElse(-1);
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param keys positions of the columns that together should tell records apart; none when there is no key
     * @param limit at most so many synthetic records are looked up among the real ones, at least 1
     * @param random decides which
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static RecordReport compare(
            MixedRecords real,
            MixedRecords synthetic,
            int[] keys,
            int limit,
            RandomSource random,
            ProgressMonitor monitor) {
        Checks.require(real.columns() == synthetic.columns(), "Both tables must share their columns.");
        Checks.require(
                real.rows() > 0 && synthetic.rows() > 0,
                "An empty table cannot be compared: fill it, or leave it out.");
        Checks.require(limit >= 1, "At least one synthetic record must be looked up.");
        MixedRecords looked = synthetic.sample(Math.min(limit, synthetic.rows()), random);
        RecordEvaluation evaluation = new RecordEvaluation(real);
        double fresh = evaluation.newRows(looked, monitor.part(0, 0.7));
        double part = (double) looked.rows() / synthetic.rows();
        return new RecordReport(
                real.rows(),
                synthetic.rows(),
                fresh,
                Math.sqrt(fresh * (1 - fresh) / looked.rows() * (1 - part)),
                evaluation.uniqueMatched(synthetic),
                keys.length == 0 ? Double.NaN : keyUniqueness(synthetic, keys),
                evaluation.presence(synthetic, monitor.part(0.7, 1)));
    }

    private static long hash(MixedRecords records, int[] columns, int row) {
        long h = 0;
        for (int c : columns) {
            h = Mixing.mix(h + Double.doubleToLongBits(records.column(c)[row]));
        }
        return h;
    }

    private static boolean areEqual(MixedRecords a, int i, MixedRecords b, int j, int[] columns) {
        for (int c : columns) {
            if (Double.compare(a.column(c)[i], b.column(c)[j]) != 0) {
                return false;
            }
        }
        return true;
    }

    // New records

    private double newRows(MixedRecords looked, ProgressMonitor monitor) {
        Map<Long, int[]> byTexts = byTexts();
        AtomicInteger found = new AtomicInteger();
        int chunks = (looked.rows() + STRIDE - 1) / STRIDE;
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(chunks, chunk -> {
            int end = Math.min(looked.rows(), (chunk + 1) * STRIDE);
            for (int r = chunk * STRIDE; r < end; r++) {
                monitor.checkCanceled();
                int[] candidates = byTexts.get(hash(looked, texts, r));
                if (candidates != null && isMatched(looked, r, candidates)) {
                    found.incrementAndGet();
                }
            }
            monitor.report((double) done.incrementAndGet() / chunks, "Looking for copies");
        });
        return 1 - (double) found.get() / looked.rows();
    }

    /** Real records by the hash of their texts, sorted by the column with the most numbers; missing ones last. */
    private Map<Long, int[]> byTexts() {
        Map<Long, List<Integer>> lists = new HashMap<>();
        for (int r = 0; r < real.rows(); r++) {
            lists.computeIfAbsent(hash(real, texts, r), h -> new ArrayList<>()).add(r);
        }
        Map<Long, int[]> result = new HashMap<>();
        lists.forEach((h, rows) -> {
            if (sorted >= 0) {
                rows.sort(Comparator.comparingDouble(r -> real.column(sorted)[r]));
            }
            result.put(h, rows.stream().mapToInt(Integer::intValue).toArray());
        });
        return result;
    }

    private boolean isMatched(MixedRecords looked, int row, int[] candidates) {
        int at = 0;
        double highest = Double.NaN;
        if (sorted >= 0) {
            double v = looked.column(sorted)[row];
            highest = v + TOLERANCE * Math.abs(v);
            at = first(candidates, Double.isNaN(v) ? Double.NaN : v - TOLERANCE * Math.abs(v));
        }
        for (; at < candidates.length; at++) {
            int candidate = candidates[at];
            if (sorted >= 0 && Double.compare(real.column(sorted)[candidate], highest) > 0) {
                return false;
            }
            if (isNear(looked, row, candidate)) {
                return true;
            }
        }
        return false;
    }

    private int first(int[] candidates, double value) {
        int low = 0;
        int high = candidates.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(real.column(sorted)[candidates[middle]], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isNear(MixedRecords looked, int row, int candidate) {
        for (int c = 0; c < width; c++) {
            double v = looked.column(c)[row];
            double w = real.column(c)[candidate];
            boolean near = Double.isNaN(v) || Double.isNaN(w) || !real.isNumeric(c)
                    ? Double.compare(v, w) == 0
                    : Math.abs(v - w) <= TOLERANCE * Math.abs(v);
            if (!near) {
                return false;
            }
        }
        return true;
    }

    // Unique records and keys

    private double uniqueMatched(MixedRecords synthetic) {
        int[] all = IntStream.range(0, width).toArray();
        Map<Long, Integer> first = new HashMap<>();
        Set<Long> repeated = new HashSet<>();
        for (int r = 0; r < real.rows(); r++) {
            long h = hash(real, all, r);
            if (first.putIfAbsent(h, r) != null) {
                repeated.add(h);
            }
        }
        first.keySet().removeAll(repeated);
        Set<Long> matched = new HashSet<>();
        for (int r = 0; r < synthetic.rows(); r++) {
            long h = hash(synthetic, all, r);
            Integer row = first.get(h);
            if (row != null && areEqual(synthetic, r, real, row, all)) {
                matched.add(h);
            }
        }
        return first.isEmpty() ? Double.NaN : (double) matched.size() / first.size();
    }

    private static double keyUniqueness(MixedRecords synthetic, int[] keys) {
        Set<List<Double>> known = new HashSet<>();
        int unique = 0;
        for (int r = 0; r < synthetic.rows(); r++) {
            int row = r;
            List<Double> key =
                    Arrays.stream(keys).mapToObj(c -> synthetic.column(c)[row]).toList();
            unique += known.add(key) ? 1 : 0;
        }
        return (double) unique / synthetic.rows();
    }

    // Presence

    private List<Presence> presence(MixedRecords synthetic, ProgressMonitor monitor) {
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < width; a++) {
            for (int b = a + 1; b < width; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        Presence[] presence = new Presence[pairs.size()];
        Parallel.forEach(presence.length, p -> {
            monitor.checkCanceled();
            int a = pairs.get(p)[0];
            int b = pairs.get(p)[1];
            presence[p] = new Presence(
                    real.columns().columns().get(a).name(),
                    real.columns().columns().get(b).name(),
                    share(real, a, b),
                    share(synthetic, a, b));
        });
        return Arrays.asList(presence);
    }

    private static double share(MixedRecords records, int a, int b) {
        double[] first = records.column(a);
        double[] second = records.column(b);
        int both = 0;
        for (int r = 0; r < first.length; r++) {
            both += Double.isNaN(first[r]) || Double.isNaN(second[r]) ? 0 : 1;
        }
        return (double) both / first.length;
    }
}
