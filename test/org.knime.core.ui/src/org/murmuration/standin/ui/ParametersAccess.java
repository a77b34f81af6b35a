// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import java.util.Optional;
import java.util.function.Function;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Tells which parameters class a node was declared with, as KNIME's dialog creation knows. */
public final class ParametersAccess {
    private static Function<DefaultNodeFactory, Optional<Class<? extends NodeParameters>>> access;

    private ParametersAccess() {}

    /** Registers the access; called by the factory class alone. */
    public static void set(Function<DefaultNodeFactory, Optional<Class<? extends NodeParameters>>> function) {
        access = function;
    }

    /** The parameters class of a node, if it has parameters. */
    public static Optional<Class<? extends NodeParameters>> of(DefaultNodeFactory factory) {
        return access.apply(factory);
    }
}
