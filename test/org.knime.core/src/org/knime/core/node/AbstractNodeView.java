// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Stand-in for the KNIME type of the same name. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {
    AbstractNodeView() {}

    /** Stand-in for the KNIME type of the same name. */
    public interface ViewableModel {}
}
