// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Stand-in for the KNIME type of the same name. */
public interface ComplexNumberValue extends DataValue {
    double getImaginaryValue();

    double getRealValue();
}
