// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import org.knime.node.parameters.widget.choices.Label;
import org.murmuration.engine.synthesis.RecordDecoder.BinStyle;

/** How binned values are written. */
public enum Numbers {
    /** A value drawn from the bin. */
    @Label(
            value = "A value inside the bin",
            description = "Drawn uniformly, so that the column keeps its type. Values outside the bins become missing.")
    VALUE(BinStyle.VALUE),
    /** The name of the bin. */
    @Label(value = "The bin itself", description = "As text, for example [20, 30).")
    LABEL(BinStyle.LABEL);

    private final BinStyle style;

    Numbers(BinStyle style) {
        this.style = style;
    }

    /**
     * The engine's word for it.
     *
     * @return how binned values are written
     */
    public BinStyle style() {
        return style;
    }
}
