// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sdsreader;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Parameters of the SDS Aggregates Reader. */
final class SdsAggregatesReaderNodeParameters implements NodeParameters {
    @Widget(
            title = "Aggregates file",
            description = "Path of the file. Relative paths start at the folder of the workflow.")
    @TextInputWidget(placeholder = "reportable_aggregates.tsv")
    String m_file = "";
}
