// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdatetime;

import java.time.LocalDateTime;
import org.knime.core.data.DataValue;

/** Stand-in for the KNIME type of the same name. */
public interface LocalDateTimeValue extends DataValue {
    LocalDateTime getLocalDateTime();
}
