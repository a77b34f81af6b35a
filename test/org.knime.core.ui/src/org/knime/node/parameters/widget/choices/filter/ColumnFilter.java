// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.murmuration.standin.ui.FilterAccess;

/** Stand-in for the KNIME type of the same name. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {
    static {
        FilterAccess.set(new FilterAccess() {
            @Override
            protected void write(ColumnFilter filter, NodeSettingsWO settings) {
                filter.saveTo(settings);
            }

            @Override
            protected ColumnFilter read(NodeSettingsRO settings) throws InvalidSettingsException {
                return loadFrom(settings);
            }
        });
    }

    public ColumnFilter() {
        this(new String[0]);
    }

    public ColumnFilter(String[] texts) {
        super(texts, new ColumnTypeFilter());
    }

    public ColumnFilter(List<DataColumnSpec> list) {
        this(list.stream().map(DataColumnSpec::getName).toArray(String[]::new));
    }

    public String[] filter(List<DataColumnSpec> list) {
        return select(list.stream().map(DataColumnSpec::getName).toList());
    }

    public String[] filterFromFullSpec(DataTableSpec dataTableSpec) {
        return filter(dataTableSpec.stream().toList());
    }

    public String[] getMissingSelected(List<DataColumnSpec> list) {
        List<String> missing = new ArrayList<>(m_selected);
        missing.removeAll(list.stream().map(DataColumnSpec::getName).toList());
        return missing.toArray(String[]::new);
    }

    public String[] getMissingSelectedFromFullSpec(DataTableSpec dataTableSpec) {
        return getMissingSelected(dataTableSpec.stream().toList());
    }

    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    private void saveTo(NodeSettingsWO settings) {
        settings.addString("mode", "MANUAL");
        NodeSettingsWO pattern = settings.addNodeSettings("patternFilter");
        pattern.addString("pattern", "");
        pattern.addBoolean("isCaseSensitive", false);
        pattern.addBoolean("isInverted", false);
        NodeSettingsWO manual = settings.addNodeSettings("manualFilter");
        manual.addStringArray("manuallySelected", m_selected.toArray(String[]::new));
        manual.addStringArray("manuallyDeselected", m_deselected.toArray(String[]::new));
        manual.addBoolean("includeUnknownColumns", m_includeUnknown);
        settings.addNodeSettings("typeFilter").addStringArray("selectedTypes");
    }

    private static ColumnFilter loadFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        if (!"MANUAL".equals(settings.getString("mode"))) {
            throw new InvalidSettingsException("The stand-in knows columns chosen by hand only.");
        }
        NodeSettingsRO manual = settings.getNodeSettings("manualFilter");
        ColumnFilter filter = new ColumnFilter(manual.getStringArray("manuallySelected"));
        filter.m_deselected = new LinkedHashSet<>(List.of(manual.getStringArray("manuallyDeselected")));
        filter.m_includeUnknown = manual.getBoolean("includeUnknownColumns");
        return filter;
    }
}
