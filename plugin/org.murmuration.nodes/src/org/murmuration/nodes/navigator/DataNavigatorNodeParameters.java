// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.navigator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.murmuration.nodes.adapter.SyntheticMark;
import org.murmuration.nodes.parameters.PageTarget;

/** Parameters of the Data Navigator. */
final class DataNavigatorNodeParameters implements NodeParameters {
    @Migrate(loadDefaultIfAbsent = true)
    PageTarget m_page = new PageTarget();

    @Widget(title = SyntheticMark.TITLE, description = SyntheticMark.DESCRIPTION, advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_synthetic;
}
