// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Digests;

/**
 * The coded attributes of a data set, in order.
 *
 * <p>An attribute with several values a cell stands here as one yes-no attribute per category, named
 * {@code attribute: category}; the others stand as in the codebook.
 */
public final class Domain {
    /** Level of an indicator whose category is absent. */
    public static final String NO = "no";
    /** Level of an indicator whose category is present. */
    public static final String YES = "yes";

    private final List<Attribute> attributes;
    private final int[] fields;
    private final int[] categories;
    private final Map<String, Integer> index = new HashMap<>();

    private Domain(List<Attribute> attributes, int[] fields, int[] categories) {
        this.attributes = List.copyOf(attributes);
        this.fields = fields;
        this.categories = categories;
        for (Attribute a : attributes) {
            if (index.put(a.name(), index.size()) != null) {
                throw new CodebookException("Two attributes are named \"" + a.name() + "\".");
            }
        }
    }

    /**
     * The domain of attributes with one value a cell each.
     *
     * @param attributes distinct names
     * @return the domain
     */
    public static Domain of(Attribute... attributes) {
        return of(List.of(attributes));
    }

    static Domain of(List<Attribute> codebook) {
        List<Attribute> coded = new ArrayList<>();
        List<int[]> origin = new ArrayList<>();
        for (int f = 0; f < codebook.size(); f++) {
            Attribute a = codebook.get(f);
            if (a.separator().isEmpty()) {
                coded.add(a);
                origin.add(new int[] {f, -1});
                continue;
            }
            for (int c = 0; c < a.categories().size(); c++) {
                coded.add(Attribute.builder(a.name() + ": " + a.categories().get(c))
                        .title(a.title() + ": " + a.categories().get(c))
                        .categories(List.of(NO, YES))
                        .missingValues(Set.of())
                        .build());
                origin.add(new int[] {f, c});
            }
        }
        return new Domain(
                coded,
                origin.stream().mapToInt(o -> o[0]).toArray(),
                origin.stream().mapToInt(o -> o[1]).toArray());
    }

    /**
     * Number of coded attributes.
     *
     * @return at least 0
     */
    public int size() {
        return attributes.size();
    }

    /**
     * A coded attribute.
     *
     * @param i 0 .. size - 1
     * @return the attribute
     */
    public Attribute attribute(int i) {
        return attributes.get(i);
    }

    /**
     * All coded attributes.
     *
     * @return in order
     */
    public List<Attribute> attributes() {
        return attributes;
    }

    /**
     * Position of the codebook attribute behind a coded one.
     *
     * @param i 0 .. size - 1
     * @return position in the codebook
     */
    public int fieldOf(int i) {
        return fields[i];
    }

    /**
     * Category that a coded attribute indicates.
     *
     * @param i 0 .. size - 1
     * @return index among the categories of the codebook attribute, -1 if this is no indicator
     */
    public int categoryOf(int i) {
        return categories[i];
    }

    /**
     * Position of a coded attribute.
     *
     * @param name its name
     * @return 0 .. size - 1
     * @throws IllegalArgumentException when there is none
     */
    public int indexOf(String name) {
        int i = index.getOrDefault(name, -1);
        Checks.require(i >= 0, "There is no attribute \"" + name + "\".");
        return i;
    }

    /**
     * Numbers of levels.
     *
     * @return one a coded attribute
     */
    public int[] shape() {
        return attributes.stream().mapToInt(Attribute::size).toArray();
    }

    /**
     * A hash of all that decides what codes mean: names and labels of levels, in order. Titles and descriptions do not
     * count.
     *
     * @return SHA-256 in hexadecimal digits of the UTF-8 text in which each name and label stands after its length and
     *     a colon, each attribute preceded by its number of levels and a semicolon
     */
    public String digest() {
        StringBuilder text = new StringBuilder();
        for (Attribute a : attributes) {
            text.append(a.size())
                    .append(';')
                    .append(a.name().length())
                    .append(':')
                    .append(a.name());
            for (int c = 0; c < a.size(); c++) {
                text.append(a.label(c).length()).append(':').append(a.label(c));
            }
        }
        return Digests.sha256(text.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Domain d && attributes.equals(d.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
