// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** Largest number of attributes that are counted or compared together. */
public enum TableOrder {
    /** Single attributes. */
    @Label(value = "1", description = "Each attribute by itself.")
    ONE(1),
    /** Pairs. */
    @Label(value = "2", description = "Also all pairs; enough for synthetic data.")
    TWO(2),
    /** Triples. */
    @Label(value = "3", description = "Also all triples; the noise of pairs grows.")
    THREE(3);

    private final int size;

    TableOrder(int size) {
        this.size = size;
    }

    /** Refers to the number in live hints. */
    public interface Ref extends ParameterReference<TableOrder> {}

    /**
     * The number.
     *
     * @return 1 to 3
     */
    public int size() {
        return size;
    }
}
