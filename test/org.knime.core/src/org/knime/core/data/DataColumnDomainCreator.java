// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Stand-in for the KNIME type of the same name. */
public class DataColumnDomainCreator {
    private DataCell m_lower;
    private DataCell m_upper;
    private Set<? extends DataCell> m_values;

    public DataColumnDomainCreator() {}

    public DataColumnDomainCreator(Set<? extends DataCell> set) {
        m_values = set;
    }

    public DataColumnDomainCreator(Set<? extends DataCell> set, DataCell dataCell, DataCell dataCell2) {
        this(dataCell, dataCell2);
        m_values = set;
    }

    public DataColumnDomainCreator(DataCell dataCell, DataCell dataCell2) {
        m_lower = dataCell;
        m_upper = dataCell2;
    }

    public DataColumnDomainCreator(DataColumnDomain dataColumnDomain) {
        this(dataColumnDomain.getValues(), dataColumnDomain.getLowerBound(), dataColumnDomain.getUpperBound());
    }

    public DataColumnDomainCreator(DataCell[] dataCells) {
        this(new LinkedHashSet<>(Arrays.asList(dataCells)));
    }

    public DataColumnDomainCreator(DataCell[] dataCells, DataCell dataCell, DataCell dataCell2) {
        this(new LinkedHashSet<>(Arrays.asList(dataCells)), dataCell, dataCell2);
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(m_lower, m_upper, m_values);
    }

    public void setLowerBound(DataCell dataCell) {
        m_lower = dataCell;
    }

    public void setUpperBound(DataCell dataCell) {
        m_upper = dataCell;
    }

    public void setValues(Set<? extends DataCell> set) {
        m_values = set;
    }
}
