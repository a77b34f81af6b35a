// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdate;

import java.time.LocalDate;
import org.knime.core.data.DataValue;

/** Stand-in for the KNIME type of the same name. */
public interface LocalDateValue extends DataValue {
    LocalDate getLocalDate();
}
