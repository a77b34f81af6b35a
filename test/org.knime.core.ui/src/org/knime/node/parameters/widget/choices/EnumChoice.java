// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

/** Stand-in for the KNIME type of the same name. */
public record EnumChoice<E extends Enum<E>>(E id, String text) {
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(E e) {
        return new EnumChoice<>(e, e.name());
    }
}
