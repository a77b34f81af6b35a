// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.FittedSynthesizer;

/** A model learned from records under differential privacy; sampling it and asking it costs nothing more. */
public final class LearnedModel implements FittedSynthesizer {
    private final SynthesisTask task;
    private final SynthesisMethod method;
    private final Compression compression;
    private final MarkovRandomField field;
    private final PrivacyEvent cost;
    private final List<PrivacyEvent> events;
    private final List<QueryError> errors;
    private final boolean test;

    /**
     * How far the model may be from the records for a combination of attributes, over merged levels.
     *
     * @param clique attributes
     * @param expected sum of absolute differences between shares to be expected, 0 to 2
     * @param bound what it keeps below with a probability of 95 %, 0 to 2
     * @param measured whether the counts were released, not only compared
     */
    public record QueryError(Clique clique, double expected, double bound, boolean measured) {}

    LearnedModel(
            SynthesisTask task,
            SynthesisMethod method,
            Compression compression,
            MarkovRandomField field,
            Measuring measuring,
            PrivacyEvent cost,
            List<QueryError> errors) {
        this(task, method, compression, field, cost, measuring.events(), errors, measuring.isTest());
    }

    LearnedModel(
            SynthesisTask task,
            SynthesisMethod method,
            Compression compression,
            MarkovRandomField field,
            PrivacyEvent cost,
            List<PrivacyEvent> events,
            List<QueryError> errors,
            boolean test) {
        this.task = task;
        this.method = method;
        this.compression = compression;
        this.field = field;
        this.cost = cost;
        this.events = List.copyOf(events);
        this.errors = List.copyOf(errors);
        this.test = test;
    }

    @Override
    public long estimatedRows() {
        return Exact.round(field.total());
    }

    /**
     * How large the model is.
     *
     * @return numbers that it holds, one for each cell of its tables
     */
    public long cells() {
        return field.tree().cells();
    }

    @Override
    public Dataset sample(int rows, RandomSource random, ProgressMonitor monitor) {
        return compression.expand(field.sample(rows, random, monitor), domain(), random);
    }

    /**
     * Draws records that have given values.
     *
     * @param evidence a code for each attribute, -1 where any will do
     * @param rows how many, at least 0
     * @param random bits; a seed is harmless here, because the model is public
     * @param monitor receives progress
     * @return synthetic records in random order, all with the given values
     * @throws IllegalArgumentException when the model holds these values to be impossible together, or a code is none
     */
    public Dataset sampleGiven(int[] evidence, int rows, RandomSource random, ProgressMonitor monitor) {
        int[] shape = domain().shape();
        Checks.require(evidence.length == shape.length, "There must be one value, or none, for each attribute.");
        int[] small = new int[evidence.length];
        Arrays.fill(small, -1);
        for (int a = 0; a < small.length; a++) {
            Checks.require(evidence[a] < shape[a], "A given value is not in the codebook.");
            if (evidence[a] >= 0) {
                small[a] = compression.toSmall()[a][evidence[a]];
            }
        }
        Dataset drawn = compression.expand(field.given(small).sample(rows, random, monitor), domain(), random);
        int[][] codes = new int[shape.length][rows];
        for (int a = 0; a < codes.length; a++) {
            drawn.copyCodes(a, 0, rows, codes[a]);
            if (evidence[a] >= 0) {
                Arrays.fill(codes[a], evidence[a]); // one of several merged levels may have been drawn
            }
        }
        return Dataset.of(domain(), codes);
    }

    /**
     * Draws records for each of several sets of given values. Equal sets are drawn together, so that their records keep
     * to the model's shares by controlled rounding.
     *
     * @param evidence codes by attribute and row, -1 where any will do
     * @param perRow records for each row, at least 0
     * @param random bits; a seed is harmless here
     * @param monitor receives progress
     * @return the records of the first row, then those of the second, and so on
     * @throws IllegalArgumentException when the model holds the values of a row to be impossible together
     */
    public Dataset sampleEach(int[][] evidence, int perRow, RandomSource random, ProgressMonitor monitor) {
        int attributes = domain().size();
        Checks.require(evidence.length == attributes, "There must be one column of given values for each attribute.");
        Checks.require(perRow >= 0, "The number of records must be at least 0, not " + perRow);
        int rows = evidence[0].length;
        Checks.require((long) rows * perRow < Integer.MAX_VALUE - 8, "There would be more than two billion records.");
        Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        for (int r = 0; r < rows; r++) {
            List<Integer> key = new ArrayList<>();
            for (int[] column : evidence) {
                key.add(column[r]);
            }
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
        }
        int[][] codes = new int[attributes][rows * perRow];
        int done = 0;
        for (Map.Entry<List<Integer>, List<Integer>> group : groups.entrySet()) {
            monitor.checkCanceled();
            int[] given = group.getKey().stream().mapToInt(Integer::intValue).toArray();
            List<Integer> members = group.getValue();
            Dataset drawn;
            try {
                drawn = sampleGiven(given, members.size() * perRow, random, ProgressMonitor.NONE);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Row " + (members.get(0) + 1) + " of the given values: " + e.getMessage(), e);
            }
            for (int m = 0; m < members.size(); m++) {
                for (int a = 0; a < attributes; a++) {
                    for (int k = 0; k < perRow; k++) {
                        codes[a][members.get(m) * perRow + k] = drawn.code(m * perRow + k, a);
                    }
                }
            }
            done += members.size();
            monitor.report((double) done / rows, "Drawing records");
        }
        return Dataset.of(domain(), codes);
    }

    /**
     * Expected counts of a combination of attributes.
     *
     * @param clique attributes
     * @return one a cell in row-major order; they sum to the model's total
     * @throws IllegalArgumentException when the table would be too large
     */
    public double[] marginal(Clique clique) {
        return compression.expand(clique, field.marginal(clique));
    }

    /**
     * What was asked for.
     *
     * @return the task
     */
    public SynthesisTask task() {
        return task;
    }

    /**
     * How the model was learned.
     *
     * @return the method
     */
    public SynthesisMethod method() {
        return method;
    }

    /**
     * The attributes and their levels.
     *
     * @return public
     */
    public Domain domain() {
        return task.domain();
    }

    /**
     * The distribution of records, over merged levels.
     *
     * @return the field
     */
    public MarkovRandomField field() {
        return field;
    }

    /**
     * What learning it was charged.
     *
     * @return one event that covers {@link #events()}
     */
    public PrivacyEvent cost() {
        return cost;
    }

    /**
     * The releases that the model was learned from.
     *
     * @return in order
     */
    public List<PrivacyEvent> events() {
        return events;
    }

    /**
     * How far the model may be from the records.
     *
     * @return for the combinations that something was released about, in canonical order
     */
    public List<QueryError> errors() {
        return errors;
    }

    /**
     * Whether the noise was foreseeable, so that nothing of it is private.
     *
     * @return true for a test
     */
    public boolean isTest() {
        return test;
    }

    Compression compression() {
        return compression;
    }
}
