// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;

/**
 * One attribute of a codebook: its name and every level it can take.
 *
 * <p>Levels are coded 0 .. size - 1: first the categories or bins in declared order, then OTHER for values outside the
 * codebook, then MISSING unless a value is required.
 */
public final class Attribute {
    /** Label of the level for values outside the codebook. */
    public static final String OTHER = "(other)";
    /** Label of the level for missing values. */
    public static final String MISSING = "(missing)";

    private final String name;
    private final String title;
    private final String description;
    private final List<String> categories;
    private final Discretization bins;
    private final Set<String> missingValues;
    private final MissingValuePolicy policy;
    private final String separator;
    private final Map<String, Integer> codes = new HashMap<>();

    private Attribute(Builder builder) {
        name = builder.name;
        title = builder.title;
        description = builder.description;
        bins = builder.bins;
        categories = bins == null ? List.copyOf(builder.categories) : List.of();
        missingValues = Set.copyOf(builder.missingValues);
        policy = builder.policy;
        separator = builder.separator;
        check();
        for (String category : categories) {
            if (codes.put(category, codes.size()) != null) {
                throw new CodebookException("Attribute \"" + name + "\" lists a category twice.");
            }
        }
    }

    private void check() {
        if (name == null || name.isBlank()) {
            throw new CodebookException("An attribute has no name.");
        }
        if (bins == null && categories.isEmpty()) {
            throw new CodebookException(
                    "Attribute \"" + name
                            + "\" has neither categories nor bins. List its categories, or give bins if it is a number or date.");
        }
        if (separator != null && (bins != null || separator.isEmpty())) {
            throw new CodebookException(
                    "Attribute \"" + name + "\" can have several values only if it has categories and a separator.");
        }
        if (separator != null && categories.stream().anyMatch(c -> c.contains(separator))) {
            throw new CodebookException("Attribute \"" + name + "\" has a category that contains its separator.");
        }
        if (categories.contains(OTHER) || categories.contains(MISSING)) {
            throw new CodebookException(
                    "Attribute \"" + name + "\" uses a reserved category: " + OTHER + " or " + MISSING);
        }
    }

    /**
     * Starts an attribute.
     *
     * @param name as in the table, not empty
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * A categorical attribute that may be missing.
     *
     * @param name as in the table, not empty
     * @param categories distinct, at least one
     * @return the attribute
     */
    public static Attribute categorical(String name, String... categories) {
        return builder(name).categories(List.of(categories)).build();
    }

    /**
     * Name as in the table.
     *
     * @return not empty
     */
    public String name() {
        return name;
    }

    /**
     * Name for people.
     *
     * @return the title, or the name if there is none
     */
    public String title() {
        return title == null || title.isEmpty() ? name : title;
    }

    /**
     * What the attribute means.
     *
     * @return possibly empty
     */
    public String description() {
        return description == null ? "" : description;
    }

    /**
     * Declared categories.
     *
     * @return in code order; empty for a binned attribute
     */
    public List<String> categories() {
        return categories;
    }

    /**
     * Declared bins.
     *
     * @return empty for a categorical attribute
     */
    public Optional<Discretization> bins() {
        return Optional.ofNullable(bins);
    }

    /**
     * Texts that mean "no value".
     *
     * @return for example the empty text and "?"
     */
    public Set<String> missingValues() {
        return missingValues;
    }

    /**
     * Whether the attribute may lack a value.
     *
     * @return the policy
     */
    public MissingValuePolicy missingValuePolicy() {
        return policy;
    }

    /**
     * What separates several values in one cell.
     *
     * @return empty for an attribute with one value
     */
    public Optional<String> separator() {
        return Optional.ofNullable(separator);
    }

    /**
     * Number of declared categories or bins, without OTHER and MISSING.
     *
     * @return at least 1
     */
    public int declaredSize() {
        return bins == null ? categories.size() : bins.size();
    }

    /**
     * Number of levels.
     *
     * @return at least 2
     */
    public int size() {
        return declaredSize() + (policy == MissingValuePolicy.LEVEL ? 2 : 1);
    }

    /**
     * Code of values outside the codebook.
     *
     * @return a code
     */
    public int otherCode() {
        return declaredSize();
    }

    /**
     * Code of a missing value: its own level, or that of OTHER when a value is required.
     *
     * @return a code
     */
    public int missingCode() {
        return policy == MissingValuePolicy.LEVEL ? declaredSize() + 1 : otherCode();
    }

    /**
     * Codes one value.
     *
     * @param value text of the cell, or null when it is missing
     * @return 0 .. size - 1
     */
    public int encode(String value) {
        if (value == null || missingValues.contains(value)) {
            return missingCode();
        }
        if (bins == null) {
            Integer code = codes.get(value);
            if (code == null) {
                code = codes.get(value.trim());
            }
            return code == null ? missingOrOther(value) : code;
        }
        OptionalDouble parsed = bins.parse(value);
        return parsed.isPresent() ? encodeNumber(parsed.getAsDouble()) : missingOrOther(value);
    }

    private int missingOrOther(String value) {
        return missingValues.contains(value.trim()) ? missingCode() : otherCode();
    }

    /**
     * Codes a number or day; for a categorical attribute its text.
     *
     * @param value any double
     * @return 0 .. size - 1
     */
    public int encodeNumber(double value) {
        if (bins != null) {
            int bin = bins.binOf(value);
            return bin < 0 ? otherCode() : bin;
        }
        return encode(
                value == Exact.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : Double.toString(value));
    }

    /**
     * Label of a level.
     *
     * @param code 0 .. size - 1
     * @return category, bin, OTHER or MISSING
     */
    public String label(int code) {
        if (code < declaredSize()) {
            return bins == null ? categories.get(code) : bins.label(code);
        }
        Checks.require(code < size(), "Attribute \"" + name + "\" has no level " + code);
        return code == otherCode() ? OTHER : MISSING;
    }

    /**
     * The same attribute, which may be missing. All codes but that of missing values stay the same.
     *
     * @return this attribute when it may be missing anyway
     */
    public Attribute optional() {
        return policy == MissingValuePolicy.LEVEL
                ? this
                : builder(name)
                        .title(title)
                        .description(description)
                        .categories(categories)
                        .bins(bins)
                        .missingValues(missingValues)
                        .separator(separator)
                        .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute a
                && name.equals(a.name)
                && title().equals(a.title())
                && description().equals(a.description())
                && categories.equals(a.categories)
                && bins().equals(a.bins())
                && missingValues.equals(a.missingValues)
                && policy == a.policy
                && separator().equals(a.separator());
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + categories.hashCode();
    }

    @Override
    public String toString() {
        return name + "[" + size() + "]";
    }

    /** Collects the parts of an attribute. */
    public static final class Builder {
        private final String name;
        private String title;
        private String description;
        private List<String> categories = List.of();
        private Discretization bins;
        private Set<String> missingValues = Set.of("");
        private MissingValuePolicy policy = MissingValuePolicy.LEVEL;
        private String separator;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets the name for people.
         *
         * @param text may be null
         * @return this
         */
        public Builder title(String text) {
            title = text;
            return this;
        }

        /**
         * Sets the meaning.
         *
         * @param text may be null
         * @return this
         */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /**
         * Sets the categories.
         *
         * @param list distinct
         * @return this
         */
        public Builder categories(List<String> list) {
            categories = list;
            return this;
        }

        /**
         * Sets the bins, which take the place of categories.
         *
         * @param discretization bins
         * @return this
         */
        public Builder bins(Discretization discretization) {
            bins = discretization;
            return this;
        }

        /**
         * Sets the texts that mean "no value".
         *
         * @param texts possibly empty
         * @return this
         */
        public Builder missingValues(Set<String> texts) {
            missingValues = new LinkedHashSet<>(texts);
            return this;
        }

        /**
         * Sets whether a value may lack.
         *
         * @param missing the policy
         * @return this
         */
        public Builder missingValuePolicy(MissingValuePolicy missing) {
            policy = missing;
            return this;
        }

        /**
         * Allows several values in one cell.
         *
         * @param text what separates them, or null for one value
         * @return this
         */
        public Builder separator(String text) {
            separator = text;
            return this;
        }

        /**
         * Builds the attribute.
         *
         * @return the attribute
         * @throws CodebookException when the parts do not fit together
         */
        public Attribute build() {
            return new Attribute(this);
        }
    }
}
