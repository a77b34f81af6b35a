// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Stand-in for the KNIME type of the same name. */
abstract class FlowObject {
    FlowObject() {}
}
