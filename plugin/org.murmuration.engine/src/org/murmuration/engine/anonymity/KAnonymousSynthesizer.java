// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Makes records of which every combination of values, of whatever length, is shared by at least k sensitive records.
 *
 * <p>A record grows value by value. A value may be added while at least k sensitive records have it together with all values
 * before. So the whole record is shared by k, and with it each of its parts. Values are drawn with the number of records that
 * share them as weight. Where nothing can be added the record has blanks.
 *
 * <p>The promise holds for one release alone, see {@link KAnonymousCounts}. The number of records is a multiple of k in tasks
 * that keep records; in fragments it depends on the protected counts of single values, or is exact ({@code UNSEEDED}), as in
 * Synthetic Data Showcase.
 */
public final class KAnonymousSynthesizer {
    private static final int BLOCK = 1 << 10;
    /** Attempts at a record that keeps all its values; the one with the fewest blanks is taken. */
    private static final int ATTEMPTS = 12;
    /** The same where an attempt has to list records. */
    private static final int DEAR_ATTEMPTS = 3;
    /** Attempts at filling a record that has as many of its own values as it can. */
    private static final int FILLS = 4;

    private final CommonCombinations common;
    private final CombinationCode code;
    private final KAnonymousTask task;
    private final RandomSource random;
    private final ProgressMonitor monitor;
    private final Domain domain;

    private KAnonymousSynthesizer(
            CommonCombinations common, KAnonymousTask task, RandomSource random, ProgressMonitor monitor) {
        this.common = common;
        this.code = common.code();
        this.domain = code.domain();
        this.task = task;
        this.random = random;
        this.monitor = monitor;
    }

    /**
     * Makes records.
     *
     * @param data the sensitive records; every attribute of their domain may be missing, see {@link Attribute#optional}
     * @param present which codes of each attribute are values, see {@link KAnonymousCounts#present}; the others are blanks.
     *     A task that keeps records takes blanks for a value too
     * @param task what is asked for
     * @param random bits
     * @param monitor told about progress
     * @return k-anonymous records over the same domain, sorted by their values; blanks are missing values, or "no" in
     *     attributes made from lists
     * @throws IllegalArgumentException when an attribute cannot be missing, or the combinations are too many to count
     */
    public static Dataset synthesize(
            Dataset data, boolean[][] present, KAnonymousTask task, RandomSource random, ProgressMonitor monitor) {
        for (Attribute a : data.domain().attributes()) {
            Checks.require(
                    a.missingValuePolicy() == MissingValuePolicy.LEVEL,
                    "Attribute \"" + a.name() + "\" must be allowed to be missing, because records may have blanks.");
        }
        Dataset blanked = blanked(data, present);
        boolean blanksCount = task.keepsRecords() || task.method() == KAnonymousMethod.UNSEEDED;
        boolean[][] items = CombinationCode.values(data.domain());
        for (int a = 0; a < items.length; a++) {
            for (int c = 0; c < items[a].length; c++) {
                items[a][c] = c == blank(data.domain(), a) ? blanksCount : items[a][c] && present[a][c];
            }
        }
        CommonCombinations common = CommonCombinations.of(
                blanked, CombinationCode.of(data.domain(), items), task.resolution(), monitor.part(0, 0.3));
        return new KAnonymousSynthesizer(common, task, random, monitor.part(0.3, 1)).make();
    }

    /** The code of a blank: missing, or "no" where a value is one of a list. */
    private static int blank(Domain domain, int attribute) {
        Attribute a = domain.attribute(attribute);
        return domain.categoryOf(attribute) >= 0 ? a.encode(Domain.NO) : a.missingCode();
    }

    private static Dataset blanked(Dataset data, boolean[][] present) {
        int[][] codes = new int[data.domain().size()][data.rows()];
        for (int a = 0; a < codes.length; a++) {
            data.copyCodes(a, 0, data.rows(), codes[a]);
            int blank = blank(data.domain(), a);
            for (int r = 0; r < codes[a].length; r++) {
                codes[a][r] = present[a][codes[a][r]] ? codes[a][r] : blank;
            }
        }
        return Dataset.of(data.domain(), codes);
    }

    private Dataset make() {
        int[][] records =
                switch (task.method()) {
                    case ROW_SEEDED -> task.keepsRecords() ? rowSeeded() : suppressed(rowSeeded());
                    case UNSEEDED -> unseeded();
                    case VALUE_SEEDED -> task.keepsRecords() ? valueSeeded() : suppressed(new int[0][]);
                };
        return sorted(records);
    }

    /** Items of each record, 0 where it is blank. */
    private int[][] inParallel(int rows, Grower grower) {
        int[][] records = new int[rows][];
        int blocks = (rows + BLOCK - 1) / BLOCK;
        String[] seeds = new String[blocks];
        Arrays.setAll(seeds, b -> "block " + b + " " + random.nextLong() + " " + random.nextLong());
        int[] done = new int[1];
        Parallel.forEach(blocks, b -> {
            monitor.checkCanceled();
            RandomSource own = RandomSource.seeded(seeds[b]); // as secret as the 128 bits of its seed
            CommonCombinations.Cursor cursor = common.cursor();
            Draw draw = new Draw(own);
            for (int r = b * BLOCK; r < Math.min(rows, (b + 1) * BLOCK); r++) {
                int attempts = task.keepsRecords() ? attempts() : 1;
                for (int t = 0; t < attempts && (t == 0 || blanks(records[r]) > 0); t++) {
                    cursor.clear();
                    records[r] = fuller(records[r], grower.grow(cursor, r, draw));
                }
            }
            synchronized (done) {
                monitor.report((double) ++done[0] / blocks, "Making records");
            }
        });
        return records;
    }

    private int attempts() {
        return common.isCounted() ? ATTEMPTS : DEAR_ATTEMPTS;
    }

    /** Grows one record. */
    @FunctionalInterface
    private interface Grower {
        int[] grow(CommonCombinations.Cursor cursor, int row, Draw draw);
    }

    /** Attributes for which nothing was drawn, not even that the value is missing. */
    private static int blanks(int[] record) {
        int blanks = 0;
        for (int item : record) {
            blanks += item == 0 ? 1 : 0;
        }
        return blanks;
    }

    private static int[] fuller(int[] before, int[] record) {
        return before == null || blanks(record) < blanks(before) ? record : before;
    }

    private int[] record(CommonCombinations.Cursor cursor) {
        int[] record = new int[domain.size()];
        for (int i = 0; i < cursor.length(); i++) {
            record[code.attributeOf(cursor.item(i))] = cursor.item(i);
        }
        return record;
    }

    /** Candidates with weights. */
    private final class Draw {
        private final RandomSource bits;
        private final int[] open = new int[code.items() + 1];
        private final int[] candidates = new int[code.items() + 1];
        private final int[] weights = new int[code.items() + 1];
        private int size;
        private long sum;

        private Draw(RandomSource bits) {
            this.bits = bits;
        }

        private void clear() {
            size = 0;
            sum = 0;
        }

        private void offer(int item, int weight) {
            if (weight > 0) {
                candidates[size] = item;
                weights[size++] = weight;
                sum += weight;
            }
        }

        /** Offers the levels of an attribute that are common with what is there. */
        private void offerAll(CommonCombinations.Cursor cursor, int attribute) {
            for (int item : common.common(attribute)) {
                offer(item, cursor.count(item));
            }
        }

        /** An item in proportion to weights, 0 when there is none. */
        private int draw() {
            if (size == 0) {
                return 0;
            }
            long r = bits.nextLong(sum);
            int i = 0;
            while (r >= weights[i]) {
                r -= weights[i++];
            }
            return candidates[i];
        }
    }

    // Row-seeded

    private int[][] rowSeeded() {
        Dataset data = common.data();
        int rows = data.rows() / task.resolution() * task.resolution();
        int[] seeds = task.keepsRecords() ? shuffled(data.rows()) : null;
        return inParallel(seeds == null ? data.rows() : rows, (cursor, r, draw) -> {
            int row = seeds == null ? r : seeds[r];
            int[] own = new int[domain.size()];
            int n = 0;
            for (int a = 0; a < domain.size(); a++) {
                int item = code.item(a, data.code(row, a));
                if (item > 0) {
                    own[n++] = item;
                }
            }
            growOwn(cursor, own, n, draw);
            return task.keepsRecords() ? filled(cursor, data, row, draw) : record(cursor);
        });
    }

    private int[] filled(CommonCombinations.Cursor cursor, Dataset data, int row, Draw draw) {
        cursor.save();
        fill(cursor, data, row, draw);
        int[] best = record(cursor);
        for (int t = 1; t < FILLS && blanks(best) > 0; t++) {
            cursor.restore();
            fill(cursor, data, row, draw);
            best = fuller(best, record(cursor));
        }
        return best;
    }

    private static void growOwn(CommonCombinations.Cursor cursor, int[] own, int size, Draw draw) {
        int n = size;
        while (n > 0) {
            draw.clear();
            int left = 0;
            for (int i = 0; i < n; i++) {
                int count = cursor.count(own[i]);
                if (count > 0) { // what is rare now stays rare
                    own[left++] = own[i];
                    draw.offer(own[i], count);
                }
            }
            int item = draw.draw();
            n = 0;
            for (int i = 0; i < left; i++) {
                if (own[i] != item) {
                    own[n++] = own[i];
                }
            }
            if (item > 0) {
                cursor.add(item);
            }
        }
    }

    /** Gives a record other, common values where its own are rare; a value where it has one, if there is any. */
    private void fill(CommonCombinations.Cursor cursor, Dataset data, int row, Draw draw) {
        for (int a : shuffled(domain.size(), draw.bits)) {
            if (!cursor.isTaken(a)) {
                draw.clear();
                draw.offerAll(cursor, a);
                int blank = code.item(a, blank(domain, a));
                int blanks = cursor.count(blank);
                if (data.code(row, a) != blank(domain, a) && blanks > 0 && draw.size > 1) {
                    draw.clear();
                    for (int item : common.common(a)) {
                        if (item != blank) {
                            draw.offer(item, cursor.count(item));
                        }
                    }
                }
                int item = draw.draw();
                if (item > 0) {
                    cursor.add(item);
                }
            }
        }
    }

    private int[] shuffled(int size) {
        return shuffled(size, random);
    }

    private static int[] shuffled(int size, RandomSource bits) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = (int) bits.nextLong(i + 1L);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    // Unseeded

    private int[][] unseeded() {
        int all = common.data().rows();
        int rows = task.keepsRecords() ? all / task.resolution() * task.resolution() : all;
        return inParallel(rows, (cursor, r, draw) -> {
            for (int a : shuffled(domain.size(), draw.bits)) {
                draw.clear();
                draw.offerAll(cursor, a);
                if (task.keepsRecords()) {
                    int item = draw.draw();
                    if (item > 0) {
                        cursor.add(item);
                    }
                } else if (!growOrEnd(cursor, a, draw)) {
                    return record(cursor);
                }
            }
            return record(cursor);
        });
    }

    /** Rare values count as blanks, and with a blank only the truly blank records go on: when these are rare, none. */
    private boolean growOrEnd(CommonCombinations.Cursor cursor, int attribute, Draw draw) {
        int blank = code.item(attribute, blank(domain, attribute));
        draw.offer(blank, (int) (cursor.size() - draw.sum));
        int item = draw.draw();
        if (item == blank && cursor.count(blank) == 0) {
            return false;
        }
        if (item > 0) {
            cursor.add(item);
        }
        return true;
    }

    // Value-seeded

    private int[][] valueSeeded() {
        int k = task.resolution();
        int rows = common.data().rows() / k * k;
        long[] available = new long[code.items() + 1];
        for (int a = 0; a < domain.size(); a++) {
            shareOut(a, rows, available);
        }
        int[][] records = new int[rows][];
        CommonCombinations.Cursor cursor = common.cursor();
        Draw draw = new Draw(random);
        for (int r = 0; r < rows; r++) {
            report(r, rows);
            for (int t = 0; t < attempts() && (t == 0 || blanks(records[r]) > 0); t++) {
                cursor.clear();
                growAvailableOrOther(cursor, available, draw);
                int[] record = record(cursor);
                for (int item : record) {
                    available[item]++; // until it is known which attempt is taken
                }
                records[r] = fuller(records[r], record);
            }
            for (int item : records[r]) {
                available[item]--;
            }
        }
        return records;
    }

    private void growAvailableOrOther(CommonCombinations.Cursor cursor, long[] available, Draw draw) {
        growAvailable(cursor, available, draw, UNRESTRAINED);
        for (int a : shuffled(domain.size(), random)) {
            if (!cursor.isTaken(a)) {
                draw.clear();
                draw.offerAll(cursor, a);
                int item = draw.draw();
                if (item > 0) {
                    available[item]--;
                    cursor.add(item);
                }
            }
        }
    }

    private void report(int row, int rows) {
        if (row % BLOCK == 0) {
            monitor.checkCanceled();
            monitor.report((double) row / Math.max(1, rows), "Making records");
        }
    }

    /** Protected counts of the levels of an attribute, raised in proportion so that they sum to the number of records. */
    private void shareOut(int attribute, int rows, long[] available) {
        long sum = 0;
        for (int c = 0; c < domain.attribute(attribute).size(); c++) {
            int item = code.item(attribute, c);
            if (item > 0) {
                available[item] = KAnonymousCounts.rounded(common.single(item), task.resolution());
                sum += available[item];
            }
        }
        long part = 0;
        long given = 0;
        for (int c = 0; c < domain.attribute(attribute).size(); c++) {
            int item = code.item(attribute, c);
            if (item > 0 && sum > 0) {
                part += available[item];
                long upTo = Math.round((double) (rows - sum) * part / sum);
                available[item] += upTo - given;
                given = upTo;
            }
        }
    }

    /** Adds values that are available until nothing fits, or too many were refused. */
    private void growAvailable(CommonCombinations.Cursor cursor, long[] available, Draw draw, Restraint restraint) {
        int[] open = draw.open;
        int size = 0;
        for (int item : common.common()) {
            if (available[item] > 0) {
                open[size++] = item;
            }
        }
        boolean grows = true;
        while (grows) {
            draw.clear();
            int left = 0;
            for (int i = 0; i < size; i++) {
                int count = cursor.isTaken(code.attributeOf(open[i])) ? 0 : cursor.count(open[i]);
                if (count > 0) { // what does not fit now never will
                    open[left++] = open[i];
                    draw.offer(open[i], count);
                }
            }
            size = left;
            int item = restraint.choose(cursor, draw);
            grows = item > 0;
            if (grows) {
                available[item]--;
                cursor.add(item);
            }
        }
    }

    // Fragments

    /**
     * Puts what is left of the protected counts of single values into further records, and takes away what is too much, so
     * that single values come exactly as often as their protected counts.
     */
    private int[][] suppressed(int[][] records) {
        long[] available = new long[code.items() + 1];
        for (int item = 1; item < available.length; item++) {
            available[item] = KAnonymousCounts.rounded(common.single(item), task.resolution());
        }
        for (int[] record : records) {
            for (int item : record) {
                available[item]--;
            }
        }
        available[0] = 0;
        List<int[]> all = new ArrayList<>(Arrays.asList(records));
        CommonCombinations.Cursor cursor = common.cursor();
        Draw draw = new Draw(random);
        Restraint restraint = task.oversampling()
                .<Restraint>map(o -> new Limited(CombinationLimits.of(common, o, monitor.part(0, 0.05)), o.tries()))
                .orElse(UNRESTRAINED);
        long left = Arrays.stream(available).filter(n -> n > 0).sum();
        long toDo = Math.max(1, left);
        while (left > 0) {
            if (all.size() % BLOCK == 0) {
                monitor.checkCanceled();
                monitor.report(1 - (double) left / toDo, "Making records");
            }
            cursor.clear();
            growAvailable(cursor, available, draw, restraint);
            if (cursor.length() == 0) {
                break; // what is left may not be used any more
            }
            left -= cursor.length();
            all.add(record(cursor));
        }
        for (int i : shuffled(all.size())) {
            for (int a = 0; a < domain.size(); a++) {
                int item = all.get(i)[a];
                if (available[item] < 0) {
                    available[item]++;
                    all.get(i)[a] = 0;
                }
            }
        }
        return all.stream()
                .filter(r -> Arrays.stream(r).anyMatch(item -> item > 0))
                .toArray(int[][]::new);
    }

    /** Which of the offered values is added. */
    private interface Restraint {
        /** A value, 0 for none. */
        int choose(CommonCombinations.Cursor cursor, Draw draw);
    }

    private static final Restraint UNRESTRAINED = (cursor, draw) -> draw.draw();

    /** Keeps combinations from coming more often than a part above their protected counts. */
    private record Limited(CombinationLimits limits, int tries) implements Restraint {
        @Override
        public int choose(CommonCombinations.Cursor cursor, Draw draw) {
            for (int t = 0; t < tries; t++) {
                int item = draw.draw();
                if (item == 0 || limits.take(cursor, item)) {
                    return item;
                }
            }
            return 0;
        }
    }

    // Output

    /** Records by their values: their order tells nothing else. */
    private Dataset sorted(int[][] records) {
        Comparator<int[]> byValues = Arrays::compare;
        Arrays.sort(records, byValues);
        int[][] codes = new int[domain.size()][records.length];
        for (int a = 0; a < codes.length; a++) {
            int blank = blank(domain, a);
            for (int r = 0; r < records.length; r++) {
                int item = records[r][a];
                codes[a][r] = item == 0 ? blank : code.codeOf(item);
            }
        }
        return Dataset.of(domain, codes);
    }
}
