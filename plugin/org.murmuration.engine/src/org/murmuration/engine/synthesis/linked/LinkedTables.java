// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.RecordDecoder;

/**
 * Synthetic families as two tables of texts with fresh keys: V000001, V000002, ... for parents in their order, the same
 * for children, who carry their parent's key too.
 */
public final class LinkedTables {
    private final LinkedDataset families;
    private final RecordDecoder.BinStyle style;
    private final String parentLetter;
    private final String childLetter;

    /**
     * Writes families.
     *
     * @param families synthetic ones, in random order
     * @param style how binned values are written
     */
    public LinkedTables(LinkedDataset families, RecordDecoder.BinStyle style) {
        this.families = families;
        this.style = style;
        String parent = letter(families.codebook().parent());
        String child = letter(families.codebook().child());
        boolean alike = parent.equals(child);
        parentLetter = alike ? parent + "A" : parent;
        childLetter = alike ? child + "B" : child;
    }

    private static String letter(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /**
     * Columns of the parent table.
     *
     * @param codebook of the families
     * @return the key, then the attributes
     */
    public static List<String> parentHeader(LinkedCodebook codebook) {
        List<String> header = new ArrayList<>(List.of(codebook.parentKey()));
        codebook.parents().attributes().stream().map(Attribute::name).forEach(header::add);
        return header;
    }

    /**
     * Columns of the child table.
     *
     * @param codebook of the families
     * @return the child's key, the parent's key, then the attributes
     */
    public static List<String> childHeader(LinkedCodebook codebook) {
        List<String> header = new ArrayList<>(List.of(codebook.childKey(), codebook.parentKey()));
        codebook.children().attributes().stream().map(Attribute::name).forEach(header::add);
        return header;
    }

    private static String key(String letter, int row) {
        return String.format(Locale.ROOT, "%s%06d", letter, row + 1);
    }

    /**
     * Rows of the parent table.
     *
     * @param random draws positions inside bins
     * @param to receives each row, with null where a value is missing
     */
    public void parents(RandomSource random, Consumer<String[]> to) {
        RecordDecoder decoder = new RecordDecoder(families.codebook().parents(), style);
        for (int p = 0; p < families.families(); p++) {
            to.accept(row(decoder.decode(families.parents(), p, random), key(parentLetter, p)));
        }
    }

    /**
     * Rows of the child table.
     *
     * @param random draws positions inside bins
     * @param to receives each row, with null where a value is missing
     */
    public void children(RandomSource random, Consumer<String[]> to) {
        RecordDecoder decoder = new RecordDecoder(families.codebook().children(), style);
        int[] owners = families.owners();
        for (int c = 0; c < owners.length; c++) {
            to.accept(row(
                    decoder.decode(families.children(), c, random), key(childLetter, c), key(parentLetter, owners[c])));
        }
    }

    private static String[] row(String[] values, String... keys) {
        String[] row = new String[keys.length + values.length];
        System.arraycopy(keys, 0, row, 0, keys.length);
        System.arraycopy(values, 0, row, keys.length, values.length);
        return row;
    }
}
