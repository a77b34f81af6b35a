// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Stand-in for the KNIME type of the same name. */
public class AllColumnsProvider implements ColumnChoicesProvider, InputTableIndexHolder {
    public AllColumnsProvider() {}

    @Override
    public List<DataColumnSpec> columnChoices(NodeParametersInput nodeParametersInput) {
        return nodeParametersInput
                .getInTableSpec(getInputTableIndex())
                .map(DataTableSpec::stream)
                .map(s -> s.toList())
                .orElse(List.of());
    }
}
