// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.convert.map;

/** Stand-in for the KNIME type of the same name. */
public interface IdentifiableType {
    String getIdentifier();
}
