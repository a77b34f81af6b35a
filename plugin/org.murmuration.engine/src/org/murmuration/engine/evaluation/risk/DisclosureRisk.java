// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.risk.Predicates.Operator;
import org.murmuration.engine.evaluation.risk.Predicates.Predicate;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Attacks on real records by somebody who has synthetic ones (Giomi and others 2023, the methods of Anonymeter):
 * singling out, linkability, inference. Each is compared with guesses that do not use the synthetic records and, if
 * there are people who were not in the data, with the same attack on these.
 *
 * <p>Where real records and control differ in number, the larger set is sampled to the size of the smaller one before
 * predicates are evaluated, because how often a predicate meets one record depends on how many there are. The number of
 * attacks is that of attacks that could be made, not of those asked for.
 */
public final class DisclosureRisk {
    private static final int MAX_ATTEMPTS = 200_000;

    private final MixedRecords real;
    private final MixedRecords synthetic;
    private final Optional<MixedRecords> control;
    private final int attacks;
    private final RandomSource random;
    private final ProgressMonitor monitor;

    private DisclosureRisk(
            MixedRecords real,
            MixedRecords synthetic,
            Optional<MixedRecords> control,
            int attacks,
            RandomSource random,
            ProgressMonitor monitor) {
        this.real = real;
        this.synthetic = synthetic;
        this.control = control;
        this.attacks = attacks;
        this.random = random;
        this.monitor = monitor;
    }

    /**
     * Prepares attacks.
     *
     * @param real records that the synthetic ones were made from, at least 1
     * @param synthetic what the attacker has, at least 1
     * @param control records of people who were not in the data, at least 1; empty when there are none
     * @param attacks of each kind, at least 1; at most as many as there are real records are made
     * @param random chooses whom to attack
     * @param monitor receives progress
     * @return the attacks, of which none was made yet
     * @throws IllegalArgumentException when a table is empty or the tables do not share their columns
     */
    public static DisclosureRisk of(
            MixedRecords real,
            MixedRecords synthetic,
            Optional<MixedRecords> control,
            int attacks,
            RandomSource random,
            ProgressMonitor monitor) {
        Checks.require(real.rows() > 0, "The real table is empty, so there is nobody to attack.");
        Checks.require(synthetic.rows() > 0, "The synthetic table is empty, so there is nothing to attack with.");
        Checks.require(
                control.isEmpty() || control.get().rows() > 0,
                "The table of people who were not in the data is empty. Fill it, or disconnect it.");
        Checks.require(
                real.columns() == synthetic.columns()
                        && (control.isEmpty() || control.get().columns() == real.columns()),
                "All tables must share their columns.");
        Checks.require(attacks >= 1, "There must be at least one attack.");
        return new DisclosureRisk(real, synthetic, control, attacks, random, monitor);
    }

    // Singling out

    /**
     * Singling out by one column: a value that only one synthetic record has, or the smallest or largest of its column,
     * is believed to be that of one real person.
     *
     * @return empty when no such value exists
     */
    public Optional<AttackResult> singlingOutByOneColumn() {
        List<List<Predicate>> queries = new ArrayList<>();
        for (int c = 0; c < synthetic.columns().columns().size(); c++) {
            addUnique(c, queries);
        }
        shuffle(queries);
        return singlingOut("Singling out by one column", queries.subList(0, Math.min(attacks, queries.size())), 1);
    }

    private void addUnique(int c, List<List<Predicate>> queries) {
        Map<Double, Integer> counts = new HashMap<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : synthetic.column(c)) {
            counts.merge(v, 1, Integer::sum);
            low = v < low ? v : low;
            high = v > high ? v : high;
        }
        counts.entrySet().stream()
                .filter(e -> e.getValue() == 1)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(v -> queries.add(List.of(Predicate.equalTo(c, v))));
        if (synthetic.isNumeric(c) && low <= high) {
            if (counts.getOrDefault(low, 0) == 1) {
                queries.add(List.of(new Predicate(c, Operator.AT_MOST, low)));
            }
            if (counts.getOrDefault(high, 0) == 1) {
                queries.add(List.of(new Predicate(c, Operator.AT_LEAST, high)));
            }
        }
    }

    /**
     * Singling out by several columns: conditions that one synthetic record alone meets (its texts; its numbers
     * compared with the median) are believed to be met by one real person.
     *
     * @param columns how many columns a condition uses, at least 1; at most all are taken
     * @return empty when no such conditions were found
     */
    public Optional<AttackResult> singlingOutByColumns(int columns) {
        Checks.require(columns >= 1, "Singling out needs at least one column.");
        int width = synthetic.columns().columns().size();
        int used = Math.min(columns, width);
        double[] medians = new double[width];
        for (int c = 0; c < width; c++) {
            double[] sorted = Arrays.stream(synthetic.column(c))
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            medians[c] = sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
        Set<List<Predicate>> queries = new LinkedHashSet<>();
        for (int t = 0; t < MAX_ATTEMPTS && queries.size() < attacks; t++) {
            monitor.checkCanceled();
            int row = (int) random.nextLong(synthetic.rows());
            List<Predicate> query = new ArrayList<>();
            for (int c : Sampling.positions(width, used, random)) {
                query.add(observed(c, synthetic.column(c)[row], medians[c]));
            }
            if (!queries.contains(query) && Predicates.singlesOut(query, synthetic)) {
                queries.add(query);
            }
        }
        return singlingOut("Singling out by " + used + " columns", new ArrayList<>(queries), used);
    }

    /** A number lies on its side of the median, a text is what it is. */
    private Predicate observed(int column, double value, double median) {
        if (!synthetic.isNumeric(column) || Double.isNaN(value)) {
            return Predicate.equalTo(column, value);
        }
        return new Predicate(column, value > median ? Operator.AT_LEAST : Operator.AT_MOST, value);
    }

    private Optional<AttackResult> singlingOut(String name, List<List<Predicate>> queries, int columns) {
        if (queries.isEmpty()) {
            return Optional.empty();
        }
        int size = control.map(c -> Math.min(c.rows(), real.rows())).orElse(real.rows());
        MixedRecords victims = real.sample(size, random);
        MixedRecords others = control.map(c -> c.sample(size, random)).orElse(null);
        int successes = 0;
        int guessed = 0;
        int controlled = 0;
        for (List<Predicate> query : queries) {
            monitor.checkCanceled();
            List<Predicate> guess = new ArrayList<>();
            for (int c : Sampling.positions(synthetic.columns().columns().size(), columns, random)) {
                guess.add(Predicate.random(synthetic, c, random));
            }
            successes += Predicates.singlesOut(query, victims) ? 1 : 0;
            guessed += Predicates.singlesOut(guess, victims) ? 1 : 0;
            controlled += others != null && Predicates.singlesOut(query, others) ? 1 : 0;
        }
        return Optional.of(new AttackResult(
                name, queries.size(), successes, guessed, others == null ? 0 : queries.size(), controlled));
    }

    // Linkability

    /**
     * Linkability: of a person somebody knows two sets of columns without knowing that they belong together; a
     * synthetic record near both links them.
     *
     * @param first columns of the one set, at least 1
     * @param second columns of the other, none of the first
     * @param neighbors how many nearest synthetic records of each set are looked at, at least 1
     * @return how often one of them is the same
     */
    public AttackResult linkability(int[] first, int[] second, int neighbors) {
        Checks.require(first.length > 0 && second.length > 0, "Linking needs two sets of columns.");
        Checks.require(
                Arrays.stream(first).noneMatch(a -> Arrays.stream(second).anyMatch(b -> a == b)),
                "The two sets of columns must have none in common.");
        Checks.require(neighbors >= 1, "At least one nearest record must be looked at.");
        int k = Math.min(neighbors, synthetic.rows());
        MixedRecords victims = real.sample(Math.min(attacks, real.rows()), random);
        int guessed = 0;
        for (int i = 0; i < victims.rows(); i++) {
            guessed += shareOne(
                            Sampling.positions(synthetic.rows(), k, random),
                            Sampling.positions(synthetic.rows(), k, random))
                    ? 1
                    : 0;
        }
        MixedRecords others =
                control.map(c -> c.sample(Math.min(attacks, c.rows()), random)).orElse(null);
        return new AttackResult(
                "Linkability",
                victims.rows(),
                linked(victims, first, second, k),
                guessed,
                others == null ? 0 : others.rows(),
                others == null ? 0 : linked(others, first, second, k));
    }

    private int linked(MixedRecords victims, int[] first, int[] second, int k) {
        GowerNeighbors.Found a =
                GowerNeighbors.among(synthetic, first, synthetic, victims).nearest(victims, k, monitor);
        GowerNeighbors.Found b =
                GowerNeighbors.among(synthetic, second, synthetic, victims).nearest(victims, k, monitor);
        int linked = 0;
        for (int i = 0; i < victims.rows(); i++) {
            linked += shareOne(a.neighbors()[i], b.neighbors()[i]) ? 1 : 0;
        }
        return linked;
    }

    private static boolean shareOne(int[] a, int[] b) {
        Set<Integer> known = new HashSet<>();
        for (int x : a) {
            known.add(x);
        }
        return Arrays.stream(b).anyMatch(x -> x >= 0 && known.contains(x));
    }

    // Inference

    /**
     * Inference: of a person somebody knows some columns and takes the secret of the nearest synthetic record for
     * theirs.
     *
     * @param known columns that are known, at least 1, not the secret
     * @param secret column that is guessed
     * @param tolerance by which part of the true number a guess may be off, at least 0; texts must be equal
     * @return how often the guess is right
     */
    public AttackResult inference(int[] known, int secret, double tolerance) {
        Checks.require(known.length > 0, "Inference needs columns that are known.");
        Checks.require(Arrays.stream(known).noneMatch(c -> c == secret), "The secret must not be known.");
        Checks.require(tolerance >= 0, "The tolerance must be at least 0.");
        MixedRecords victims = real.sample(Math.min(attacks, real.rows()), random);
        int guessed = 0;
        for (double truth : victims.column(secret)) {
            double guess = synthetic.column(secret)[(int) random.nextLong(synthetic.rows())];
            guessed += isRight(guess, truth, synthetic.isNumeric(secret), tolerance) ? 1 : 0;
        }
        MixedRecords others =
                control.map(c -> c.sample(Math.min(attacks, c.rows()), random)).orElse(null);
        return new AttackResult(
                "Inference of " + synthetic.columns().columns().get(secret).name(),
                victims.rows(),
                inferred(victims, known, secret, tolerance),
                guessed,
                others == null ? 0 : others.rows(),
                others == null ? 0 : inferred(others, known, secret, tolerance));
    }

    private int inferred(MixedRecords victims, int[] known, int secret, double tolerance) {
        GowerNeighbors.Found found =
                GowerNeighbors.among(synthetic, known, synthetic, victims).nearest(victims, 1, monitor);
        int right = 0;
        for (int i = 0; i < victims.rows(); i++) {
            double guess = synthetic.column(secret)[found.neighbors()[i][0]];
            right += isRight(guess, victims.column(secret)[i], synthetic.isNumeric(secret), tolerance) ? 1 : 0;
        }
        return right;
    }

    private static boolean isRight(double guess, double truth, boolean isNumeric, double tolerance) {
        if (Double.isNaN(truth)) {
            return Double.isNaN(guess);
        }
        return isNumeric ? Math.abs(guess - truth) <= tolerance * Math.abs(truth) : guess == truth;
    }

    // Copies

    /**
     * How near synthetic records are to real ones, against how near they are to people who were not in the data. A
     * smoke test for copies and no measure of privacy: records can be far from all real ones and still give a person
     * away, and near ones may be chance (Yao and others 2025).
     *
     * @return the comparison
     */
    public CopyReport copies() {
        int[] all = IntStream.range(0, synthetic.columns().columns().size()).toArray();
        MixedRecords made = synthetic.sample(Math.min(synthetic.rows(), Math.max(attacks, CopyReport.MOST)), random);
        double[] toReal = distances(made, real, all);
        if (control.isEmpty()) {
            return CopyReport.of(toReal, null);
        }
        int size = Math.min(real.rows(), control.get().rows());
        double[] toVictims = size == real.rows() ? toReal : distances(made, real.sample(size, random), all);
        return CopyReport.of(
                toReal, new double[][] {toVictims, distances(made, control.get().sample(size, random), all)});
    }

    private double[] distances(MixedRecords made, MixedRecords targets, int[] columns) {
        GowerNeighbors.Found found =
                GowerNeighbors.among(targets, columns, targets).nearest(made, 1, monitor);
        return Arrays.stream(found.distances())
                .mapToDouble(d -> d[0] / columns.length)
                .toArray();
    }

    // Choices

    private void shuffle(List<List<Predicate>> queries) {
        for (int i = queries.size() - 1; i > 0; i--) {
            int j = (int) random.nextLong(i + 1L);
            queries.set(i, queries.set(j, queries.get(i)));
        }
    }
}
