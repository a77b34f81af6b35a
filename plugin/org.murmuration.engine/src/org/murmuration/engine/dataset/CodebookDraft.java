// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Digests;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Exact;

/**
 * Drafts a codebook from records. The draft is sensitive: it lists values that occur. It becomes public only when a
 * person has reviewed it and says so with the {@link #confirmationCode} of exactly this draft.
 */
public final class CodebookDraft {
    private static final int CODE_LENGTH = 12;

    private final List<Column> columns = new ArrayList<>();
    private final int maxCategories;
    private final int bins;
    private final Set<String> missingValues;

    /**
     * Starts a draft.
     *
     * @param names of the columns
     * @param maxCategories most categories a column may have before it is binned or left out, at least 2
     * @param bins number of bins aimed at for numbers and dates, at least 1
     * @param missingValues texts that mean "no value"
     */
    public CodebookDraft(List<String> names, int maxCategories, int bins, Set<String> missingValues) {
        Checks.require(maxCategories >= 2, "There must be room for at least two categories.");
        Checks.require(bins >= 1, "There must be at least one bin.");
        this.maxCategories = maxCategories;
        this.bins = bins;
        this.missingValues = Set.copyOf(missingValues);
        names.forEach(n -> columns.add(new Column(n)));
    }

    /**
     * Looks at one value.
     *
     * @param column position
     * @param value text, or null when missing
     */
    public void add(int column, String value) {
        if (value != null && !missingValues.contains(value) && !missingValues.contains(value.trim())) {
            columns.get(column).add(value.trim(), maxCategories);
        }
    }

    /**
     * Ends the draft.
     *
     * @return a codebook of origin DATA; columns that cannot be described are left out
     */
    public Codebook build() {
        List<Attribute> attributes = new ArrayList<>();
        for (Column c : columns) {
            Attribute.Builder builder = Attribute.builder(c.name).missingValues(missingValues);
            if (c.values.size() <= maxCategories && !c.values.isEmpty()) {
                attributes.add(builder.categories(List.copyOf(c.values)).build());
            } else if (c.isNumber && c.values.size() > maxCategories) {
                attributes.add(builder.bins(c.numberBins(bins)).build());
            } else if (c.isDate && c.values.size() > maxCategories) {
                attributes.add(builder.bins(c.dateBins(bins)).build());
            }
        }
        return Codebook.of(attributes, Codebook.Origin.DATA);
    }

    /**
     * Names of columns that the draft leaves out: without a value, or with too many values that are neither numbers nor
     * dates.
     *
     * @return in order
     */
    public List<String> leftOut() {
        List<String> kept = build().attributes().stream().map(Attribute::name).toList();
        return columns.stream().map(c -> c.name).filter(n -> !kept.contains(n)).toList();
    }

    /**
     * A short code of the content of a codebook, to confirm a review of exactly this content.
     *
     * @param codebook any codebook
     * @return 12 hexadecimal digits
     */
    public static String confirmationCode(Codebook codebook) {
        return Digests.sha256(codebook.declaredPublic().toJson()).substring(0, CODE_LENGTH);
    }

    private static final class Column {
        private static final Discretization NUMBERS = Discretization.of(Discretization.Scale.NUMBER, 0, 1);
        private static final Discretization DATES = Discretization.of(Discretization.Scale.DATE, 0, 1);

        private final String name;
        private final Set<String> values = new TreeSet<>();
        private boolean isNumber = true;
        private boolean isWhole = true;
        private boolean isDate = true;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Column(String name) {
            this.name = name;
        }

        void add(String value, int maxCategories) {
            if (values.size() <= maxCategories) {
                values.add(value);
            }
            double number = isNumber ? NUMBERS.parse(value).orElse(Double.NaN) : Double.NaN;
            isNumber = isNumber && Double.isFinite(number);
            isWhole = isWhole && isNumber && number == Exact.rint(number);
            double day = isDate ? DATES.parse(value).orElse(Double.NaN) : Double.NaN;
            isDate = isDate && Double.isFinite(day);
            double measured = isNumber ? number : day;
            min = Math.min(min, measured);
            max = Math.max(max, measured);
        }

        /** Equal bins of a round width (1, 2 or 5 times a power of ten) that cover the range. */
        Discretization numberBins(int count) {
            double width = roundUp((max - min) / count);
            double low = Math.floor(min / width) * width;
            int n = (int) Math.floor((max - low) / width) + 1;
            double[] edges = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                edges[i] = isWhole ? Exact.rint(low + i * width) : low + i * width;
            }
            return Discretization.of(isWhole ? Discretization.Scale.INTEGER : Discretization.Scale.NUMBER, edges);
        }

        private double roundUp(double width) {
            double least = isWhole ? 1 : Double.MIN_NORMAL;
            double power = Double.parseDouble("1e" + (int) Math.floor(Elementary.log10(Math.max(width, least))));
            for (double factor : new double[] {1, 2, 5, 10}) {
                if (factor * power >= width) {
                    return factor * power;
                }
            }
            return 10 * power;
        }

        Discretization dateBins(int count) {
            double width = Math.max(1, Math.ceil((max - min + 1) / count));
            int n = (int) Math.ceil((max - min + 1) / width);
            double[] edges = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                edges[i] = min + i * width;
            }
            return Discretization.of(Discretization.Scale.DATE, edges);
        }
    }
}
