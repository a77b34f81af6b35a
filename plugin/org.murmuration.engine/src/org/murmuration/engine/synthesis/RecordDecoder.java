// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import java.util.List;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.random.RandomSource;

/** Turns codes of synthetic records back into texts in the manner of the codebook. */
public final class RecordDecoder {
    /** How binned numbers and dates are written. */
    public enum BinStyle {
        /** A value drawn uniformly from the bin, so that the column keeps its type. */
        VALUE,
        /** The name of the bin, for example "[20, 30)". */
        LABEL
    }

    private final Codebook codebook;
    private final BinStyle style;
    private final int[] firstColumn;

    /**
     * Creates a decoder.
     *
     * @param codebook that the records are coded against
     * @param style how binned values are written
     */
    public RecordDecoder(Codebook codebook, BinStyle style) {
        this.codebook = codebook;
        this.style = style;
        this.firstColumn = new int[codebook.attributes().size()];
        for (int c = codebook.domain().size() - 1; c >= 0; c--) {
            firstColumn[codebook.domain().fieldOf(c)] = c;
        }
    }

    /**
     * Decodes one record.
     *
     * @param data records over the domain of the codebook
     * @param row which one
     * @param random draws positions inside bins
     * @return one text an attribute of the codebook, null when missing
     */
    public String[] decode(Dataset data, int row, RandomSource random) {
        List<Attribute> attributes = codebook.attributes();
        String[] values = new String[attributes.size()];
        for (int f = 0; f < values.length; f++) {
            Attribute attribute = attributes.get(f);
            values[f] = attribute.separator().isPresent()
                    ? several(attribute, data, row, firstColumn[f])
                    : single(attribute, data.code(row, firstColumn[f]), random);
        }
        return values;
    }

    private String single(Attribute attribute, int code, RandomSource random) {
        if (code > attribute.otherCode()) {
            return null;
        }
        if (code < attribute.declaredSize() && attribute.bins().isPresent() && style == BinStyle.VALUE) {
            Discretization bins = attribute.bins().get();
            return bins.format(bins.valueAt(code, random.nextDouble()));
        }
        return attribute.label(code);
    }

    private String several(Attribute attribute, Dataset data, int row, int first) {
        StringBuilder text = new StringBuilder();
        int missing = 0;
        for (int c = 0; c < attribute.categories().size(); c++) {
            int code = data.code(row, first + c);
            if (code == 1) {
                text.append(text.length() == 0 ? "" : attribute.separator().orElseThrow())
                        .append(attribute.categories().get(c));
            } else if (code > 2) {
                missing++;
            }
        }
        return text.length() == 0 && missing * 2 > attribute.categories().size() ? null : text.toString();
    }
}
