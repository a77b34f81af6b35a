// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CandidateCounter;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.ExponentialMechanism;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.GaussianPartitionSelection;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.NoiseGate;

/**
 * The only part of the release of combinations that sees records: draws length by length what
 * {@link CombinationRelease} describes.
 */
class CombinationMeasuring {
    private static final int CHECK = 1 << 12;

    private final Dataset data;
    private final CombinationPlan plan;
    private final CombinationCode code;
    private final RandomSource random;
    private final List<PrivacyEvent> events = new ArrayList<>();
    private final double[] noise;
    private final long[] bounds;
    private final double[] thresholds;
    /** Noisy counts of all items, where these are public. */
    private long[] singles = new long[0];

    private final List<long[]> keys = new ArrayList<>();
    private final List<long[]> counts = new ArrayList<>();

    CombinationMeasuring(Dataset data, CombinationPlan plan, RandomSource random) {
        this.data = data;
        this.plan = plan;
        this.code = plan.code();
        this.random = random;
        this.noise = new double[plan.maxLength() + 1];
        this.bounds = new long[plan.maxLength() + 1];
        this.thresholds = new double[plan.maxLength() + 1];
    }

    ReleasedCombinations release(Codebook codebook, NoiseGate gate, ProgressMonitor monitor) {
        GaussianMechanism ofCount = GaussianMechanism.ofRho(plan.rhoOfCount(), plan.sensitivity(1));
        Charged<ReleasedCount> records = ofCount.release(data.rows(), "number of records", random);
        events.add(records.event());
        noise[0] = ofCount.sigma();
        LongCounter kept = new LongCounter(1 << 12);
        for (int l = 1; l <= plan.maxLength(); l++) {
            ProgressMonitor part = monitor.part((l - 1.0) / plan.maxLength(), (double) l / plan.maxLength());
            long[] candidates = l == 1 ? items() : longer(l, kept);
            if (candidates.length == 0 || candidates.length > CombinationRelease.MAX_CANDIDATES) {
                break; // a part of the budget that depends on released counts alone stays unspent
            }
            releaseLength(l, candidates, kept, part);
        }
        long count = refined(records.value());
        CombinationTable table = table();
        Protection protection = new Protection.DifferentialPrivacy(
                gate.certify(events),
                Arrays.stream(noise).boxed().toList(),
                Arrays.stream(bounds).boxed().toList(),
                Arrays.stream(thresholds).boxed().toList());
        ReleasedCombinations all = new ReleasedCombinations(codebook, table, count, protection);
        return plan.publicValues() ? all : NamedValues.of(all);
    }

    /**
     * The record count and the sums of all attributes of which every level is counted, weighted by inverse variances.
     * Sums are those of the records only where no record was cut.
     */
    private long refined(ReleasedCount records) {
        double weights = 1 / (noise[0] * noise[0]);
        double sum = records.count() * weights;
        for (int a = 0; a < data.domain().size() && singles.length > 0 && bounds[1] == plan.largestBound(1); a++) {
            int levels = data.domain().attribute(a).size();
            double total = 0;
            boolean complete = true;
            for (int c = 0; c < levels; c++) {
                int item = code.item(a, c);
                complete &= item > 0;
                total += item > 0 ? singles[item - 1] : 0;
            }
            double weight = complete ? 1 / (levels * noise[1] * noise[1]) : 0;
            weights += weight;
            sum += weight * total;
        }
        noise[0] = Math.sqrt(1 / weights);
        return Math.max(0, Exact.round(sum / weights));
    }

    private long[] items() {
        return IntStream.rangeClosed(1, code.items()).asLongStream().toArray();
    }

    /** Combinations of length l all of whose parts were kept, ascending. */
    private long[] longer(int l, LongCounter kept) {
        long[] prefixes = keys.get(l - 2);
        int[] single = Arrays.stream(keys.get(0)).mapToInt(k -> (int) k).toArray();
        int[] parts = new int[l];
        long[] found = new long[16];
        int n = 0;
        for (long prefix : prefixes) {
            int length = code.unpack(prefix, parts);
            int last = parts[length - 1];
            int attribute = code.attributeOf(last);
            int from = Arrays.binarySearch(single, last) + 1;
            for (int s = from; s < single.length; s++) {
                parts[length] = single[s];
                if (code.attributeOf(single[s]) != attribute && allPartsKept(parts, l, kept)) {
                    if (n == found.length) {
                        found = Arrays.copyOf(found, n + (n >> 1));
                    }
                    found[n++] = code.append(prefix, single[s]);
                    if (n > CombinationRelease.MAX_CANDIDATES) {
                        return found;
                    }
                }
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Whether the combination without each of its values but the last was kept. */
    private boolean allPartsKept(int[] parts, int l, LongCounter kept) {
        for (int without = 0; without < l - 1; without++) {
            long key = 0;
            for (int i = 0; i < l; i++) {
                key = i == without ? key : code.append(key, parts[i]);
            }
            if (kept.get(key) == 0) {
                return false;
            }
        }
        return true;
    }

    private void releaseLength(int l, long[] candidates, LongCounter kept, ProgressMonitor monitor) {
        CandidateCounter.Counted counted = CandidateCounter.count(data, code, l, candidates, monitor.part(0, 0.8));
        long bound = bound(l, counted.perRecord());
        bounds[l] = bound;
        if (bound == 0) {
            addLength(l, new long[0], new long[0], kept);
            return;
        }
        cut(l, candidates, counted, bound, kept, monitor.part(0.8, 0.9));
        long[] exact = Arrays.stream(counted.counts()).asLongStream().toArray();
        boolean isNamed = l == 1 && !plan.publicValues(); // what may not be named has count 0
        long[] noisy = isNamed ? named(exact, bound) : noisy(l, exact, bound);
        if (l == 1 && !isNamed) {
            singles = noisy;
        }
        int n = 0;
        long[] keptKeys = new long[noisy.length];
        long[] keptCounts = new long[noisy.length];
        for (int i = 0; i < noisy.length; i++) {
            if (noisy[i] > 0 && (isNamed || noisy[i] > thresholds[l])) {
                keptKeys[n] = candidates[i];
                keptCounts[n++] = noisy[i];
            }
        }
        addLength(l, Arrays.copyOf(keptKeys, n), Arrays.copyOf(keptCounts, n), kept);
    }

    private long[] noisy(int l, long[] exact, long bound) {
        GaussianMechanism mechanism = GaussianMechanism.ofRho(plan.rhoOfLength(l), plan.sensitivity(bound));
        Charged<long[]> release = mechanism.release(exact, "counts of combinations of " + l, random);
        events.add(release.event());
        noise[l] = mechanism.sigma();
        thresholds[l] = l == 1 ? 0 : Fabrication.threshold(plan.fabricatedPart(l), noise[l]);
        return release.value();
    }

    /** Noisy counts of the values that may be named. */
    private long[] named(long[] exact, long bound) {
        int groups = Math.toIntExact(plan.sensitivity(bound).l1());
        GaussianPartitionSelection selection =
                GaussianPartitionSelection.of(plan.rhoOfLength(1), plan.deltaOfValues(), groups);
        int[] occurring =
                IntStream.range(0, exact.length).filter(i -> exact[i] > 0).toArray();
        long[] units = Arrays.stream(occurring).mapToLong(i -> exact[i]).toArray();
        Charged<GaussianPartitionSelection.Selection> release =
                selection.select(units, "counts of combinations of 1", random);
        events.add(release.event());
        noise[1] = selection.sigma();
        thresholds[1] = selection.threshold();
        long[] result = new long[exact.length];
        for (int i = 0; i < occurring.length; i++) {
            result[occurring[i]] = release.value().counts()[i];
        }
        return result;
    }

    private void addLength(int l, long[] newKeys, long[] newCounts, LongCounter kept) {
        keys.add(newKeys);
        counts.add(newCounts);
        for (int i = 0; i < newKeys.length && l < plan.maxLength(); i++) {
            kept.add(newKeys[i], 1);
        }
    }

    /** The released bound of length l. */
    private long bound(int l, int[] perRecord) {
        int q = plan.percentile();
        long[] candidates = plan.possibleBounds(l);
        if (q == 100) {
            return candidates[candidates.length - 1];
        }
        long[] records = new long[candidates.length]; // by the smallest bound that is not below their number
        for (int size : perRecord) {
            int at = Arrays.binarySearch(candidates, size);
            records[at >= 0 ? at : -at - 1]++;
        }
        long[] scores = new long[candidates.length];
        double noiseOfOne = GaussianMechanism.ofRho(plan.rhoOfLength(l), plan.sensitivity(1))
                .sigma();
        long wanted = (long) q * data.rows();
        long upTo = 0;
        long before = 0;
        for (int c = 0; c < candidates.length; c++) {
            upTo += records[c];
            double penalty = Math.min(1e15, 100 * noiseOfOne * Math.sqrt(candidates[c]));
            scores[c] = -Math.max(0, Math.max(wanted - 100 * upTo, 100 * before - wanted)) - Exact.round(penalty);
            before = upTo;
        }
        long sensitivity =
                (plan.relation() == NeighboringRelation.REPLACE_ONE ? 100L : Math.max(q, 100 - q)) * plan.rowsPerUnit();
        Charged<Integer> release = ExponentialMechanism.ofEpsilon(plan.epsilonOfBound(), sensitivity)
                .choose(scores, "bound of combinations of " + l, random);
        events.add(release.event());
        return candidates[release.value()];
    }

    /**
     * Takes the records that have more candidates than the bound out of the counts, and puts them in with a choice of
     * them.
     */
    private void cut(
            int l,
            long[] candidates,
            CandidateCounter.Counted counted,
            long bound,
            LongCounter kept,
            ProgressMonitor monitor) {
        int[] positions = new int[Arrays.stream(counted.perRecord()).max().orElse(0)];
        int[] items = new int[data.domain().size()];
        for (int r = 0; r < data.rows(); r++) {
            if (r % CHECK == 0) {
                monitor.checkCanceled();
            }
            if (counted.perRecord()[r] <= bound) {
                continue;
            }
            int width = items(r, items);
            int n = collect(items, width, 0, 0, l, candidates, kept, positions, 0);
            for (int i = 0; i < n; i++) {
                counted.counts()[positions[i]]--;
            }
            for (int i = 0; i < contributions(n, (int) bound); i++) { // the first steps of a uniform shuffle
                int j = i + (int) random.nextLong((long) n - i);
                int swap = positions[i];
                positions[i] = positions[j];
                positions[j] = swap;
                counted.counts()[positions[i]]++;
            }
        }
    }

    /** Combinations that a record with more than the bound contributes to. */
    int contributions(int found, int bound) {
        return bound;
    }

    private int items(int row, int[] to) {
        int n = 0;
        for (int a = 0; a < to.length; a++) {
            int item = code.item(a, data.code(row, a));
            if (item > 0) {
                to[n++] = item;
            }
        }
        return n;
    }

    /** Positions of the candidates that a record has, by their beginnings, which were kept. */
    private int collect(
            int[] items,
            int width,
            int from,
            long prefix,
            int left,
            long[] candidates,
            LongCounter kept,
            int[] positions,
            int found) {
        int n = found;
        for (int i = from; i <= width - left; i++) {
            long key = code.append(prefix, items[i]);
            if (left > 1) {
                n = kept.get(key) == 0
                        ? n
                        : collect(items, width, i + 1, key, left - 1, candidates, kept, positions, n);
            } else {
                int position = Arrays.binarySearch(candidates, key);
                if (position >= 0) {
                    positions[n++] = position;
                }
            }
        }
        return n;
    }

    /** All that was kept, no count above that of a part. */
    private CombinationTable table() {
        int size = keys.stream().mapToInt(k -> k.length).sum();
        long[] allKeys = new long[size];
        long[] allCounts = new long[size];
        int at = 0;
        for (int l = 0; l < keys.size(); l++) {
            for (int i = 0; i < keys.get(l).length; i++) {
                allKeys[at] = keys.get(l)[i];
                allCounts[at++] = counts.get(l)[i];
            }
        }
        return Monotone.of(CombinationTable.of(code, plan.maxLength(), allKeys, allCounts));
    }
}
