// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.knime.node.parameters.persistence.Persistable;

/** Stand-in for the KNIME type of the same name: names chosen by hand, and what to do with unknown ones. */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {
    final T m_types;
    Set<String> m_selected = new LinkedHashSet<>();
    Set<String> m_deselected = new LinkedHashSet<>();
    boolean m_includeUnknown;

    protected TypedStringFilter(String[] texts, T value) {
        m_types = value;
        m_selected.addAll(List.of(texts));
    }

    protected void setIncludeUnknownValues(boolean flag) {
        m_includeUnknown = flag;
    }

    final String[] select(Iterable<String> names) {
        List<String> chosen = new ArrayList<>();
        for (String name : names) {
            if (m_selected.contains(name) || m_includeUnknown && !m_deselected.contains(name)) {
                chosen.add(name);
            }
        }
        return chosen.toArray(String[]::new);
    }
}
