// SPDX-License-Identifier: Apache-2.0
package org.knime.core.internal;

/** Stand-in for the KNIME type of the same name. */
public final class SerializerMethodLoader {
    private SerializerMethodLoader() {}

    /** Stand-in for the KNIME type of the same name. */
    public interface Serializer<T> {}
}
