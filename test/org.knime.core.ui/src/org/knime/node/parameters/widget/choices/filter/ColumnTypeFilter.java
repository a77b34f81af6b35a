// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import org.knime.node.parameters.widget.choices.TypedStringChoice;

/** The type part of a column filter; unused while columns are chosen by name. */
final class ColumnTypeFilter extends TypeFilter {
    @Override
    protected Optional<TypedStringChoice.PossibleTypeValue> fromTypeId(String text) {
        return Optional.empty();
    }
}
