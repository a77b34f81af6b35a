// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.linked;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;

/**
 * Families as one flat row a parent, each column of children the set of their values: the way of the Global
 * Victim-Perpetrator Synthetic Dataset (IOM and Microsoft 2022), and what its reader can tell of families.
 *
 * <p>From a row a reader sees which values there were, not how often nor together with which. The most likely guess,
 * without other knowledge: each value of a set as often as any other, columns independent of each other within a row,
 * as many children as the largest set has values; missing values are not in sets, unless a set has nothing else.
 */
public final class Flattening {
    private final LinkedDataset data;
    private final LinkedCodebook codebook;

    /**
     * Flattens families.
     *
     * @param data families
     */
    public Flattening(LinkedDataset data) {
        this.data = data;
        this.codebook = data.codebook();
    }

    /** Levels of one column of children that a row lists, missing ones left out. */
    private BitSet set(int attribute, int family) {
        int column = attribute - codebook.countIndex() - 1;
        Attribute a = codebook.children().domain().attribute(column);
        BitSet set = new BitSet(a.size());
        for (int c = data.firstChild(family); c < data.firstChild(family + 1); c++) {
            set.set(data.children().code(c, column));
        }
        if (a.missingCode() != a.otherCode() && set.cardinality() > 1) {
            set.clear(a.missingCode());
        }
        return set;
    }

    /** Children that a row lets one see: as many as its largest set has values. */
    private int visible(int family) {
        int most = 0;
        for (int a = codebook.countIndex() + 1; a < codebook.size(); a++) {
            most = Math.max(most, set(a, family).cardinality());
        }
        return most;
    }

    /**
     * A table as a reader of flat rows would make it.
     *
     * @param query over the codebook
     * @return families a cell
     */
    public double[] table(LinkedQuery query) {
        double[] table = new double[Math.toIntExact(query.cells(codebook))];
        for (int f = 0; f < data.families(); f++) {
            if (query.siblings()) {
                addSiblings(query, f, table);
            } else {
                addMembers(query, f, table);
            }
        }
        return table;
    }

    private void addMembers(LinkedQuery query, int f, double[] table) {
        int[] strides = query.strides(codebook);
        int[] cells = {0};
        double part = 1;
        for (int i = 0; i < strides.length; i++) {
            int a = query.attributes().get(i);
            if (!codebook.isOfChild(a)) {
                int level = a == codebook.countIndex()
                        ? codebook.counts().levelOf(visible(f))
                        : data.parents().code(f, a);
                for (int c = 0; c < cells.length; c++) {
                    cells[c] += strides[i] * level;
                }
                continue;
            }
            int[] levels = set(a, f).stream().toArray();
            if (levels.length == 0) {
                return; // without children
            }
            int[] product = new int[cells.length * levels.length];
            for (int c = 0; c < product.length; c++) {
                product[c] = cells[c / levels.length] + strides[i] * levels[c % levels.length];
            }
            cells = product;
            part /= levels.length;
        }
        for (int cell : cells) {
            table[cell] += part;
        }
    }

    private void addSiblings(LinkedQuery query, int f, double[] table) {
        if (visible(f) < 2) {
            return;
        }
        int[] levels = set(query.attributes().get(0), f).stream().toArray();
        double part = 1.0 / (levels.length * levels.length); // siblings independent of each other within the set
        for (int a : levels) {
            for (int b : levels) {
                table[LinkedQuery.pairCell(a, b)] += part;
            }
        }
    }

    /**
     * Names of the columns of flat rows.
     *
     * @return attributes of parents, then those of children
     */
    public List<String> header() {
        List<String> header = new ArrayList<>();
        for (int a = 0; a < codebook.size(); a++) {
            if (a != codebook.countIndex()) {
                header.add(codebook.name(a));
            }
        }
        return header;
    }

    /**
     * The flat rows.
     *
     * @param to receives each row, null where nothing is known; sets are separated by semicolons
     */
    public void rows(Consumer<String[]> to) {
        for (int f = 0; f < data.families(); f++) {
            String[] row = new String[codebook.size() - 1];
            for (int a = 0; a < codebook.size(); a++) {
                if (a < codebook.countIndex()) {
                    row[a] = text(a, data.parents().code(f, a));
                } else if (a > codebook.countIndex()) {
                    int attribute = a;
                    List<String> values = set(a, f).stream()
                            .mapToObj(level -> text(attribute, level))
                            .filter(t -> t != null)
                            .toList();
                    row[a - 1] = values.isEmpty() ? null : String.join(";", values);
                }
            }
            to.accept(row);
        }
    }

    private String text(int attribute, int level) {
        String label = codebook.label(attribute, level);
        return label.equals(Attribute.MISSING) ? null : label;
    }
}
