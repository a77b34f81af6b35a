// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.TypedStringChoice;

/** Stand-in for the KNIME type of the same name. */
public abstract class TypeFilter implements Persistable {
    protected TypeFilter() {}

    protected abstract Optional<TypedStringChoice.PossibleTypeValue> fromTypeId(String text);
}
