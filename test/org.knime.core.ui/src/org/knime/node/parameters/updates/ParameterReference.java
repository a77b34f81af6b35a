// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

/** Stand-in for the KNIME type of the same name. */
public interface ParameterReference<V> {}
