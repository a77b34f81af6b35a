// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
@SuppressWarnings("rawtypes") // as in KNIME
public sealed interface ChoicesStateProvider<S> extends StateProvider<List<S>>
        permits DataTypeChoicesProvider, EnumChoicesProvider, StringChoicesProvider, TypedStringChoicesProvider {}
