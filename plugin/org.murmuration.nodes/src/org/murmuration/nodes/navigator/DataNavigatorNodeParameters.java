// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.navigator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.murmuration.nodes.parameters.PageTarget;

/** Parameters of the Data Navigator. */
final class DataNavigatorNodeParameters implements NodeParameters {
    @Migrate(loadDefaultIfAbsent = true)
    PageTarget m_page = new PageTarget();

    @Widget(
            title = "Synthetic without a mark",
            description =
                    "Tables that a synthesizer of this extension made carry a mark, and others are refused, because"
                            + " they may be the sensitive ones. Tick this only for synthetic records that came another way, from a"
                            + " file or another tool.",
            advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_synthetic;
}
