// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.function.Supplier;

/**
 * Something that a host may provide in its own way, chosen once for the whole process: by the host before the first use, or
 * else the standard one at the first use. A choice never changes after that, so that nothing is begun with one and ended with
 * another, and nobody can put a weaker one in its place later.
 *
 * @param <T> what is provided
 */
public final class HostChoice<T> {
    private final Supplier<T> standard;
    private T chosen;

    /**
     * Nothing is chosen yet.
     *
     * @param standard makes what is used unless the host chooses
     */
    public HostChoice(Supplier<T> standard) {
        this.standard = standard;
    }

    /**
     * Chooses.
     *
     * @param provided by the host, tested by the caller
     * @throws IllegalStateException when the choice was made before
     */
    public synchronized void choose(T provided) {
        if (chosen != null) {
            throw new IllegalStateException(
                    "This was chosen or used before; a host chooses once, before the first use.");
        }
        chosen = provided;
    }

    /**
     * What is provided.
     *
     * @return always the same
     */
    public synchronized T get() {
        if (chosen == null) {
            chosen = standard.get();
        }
        return chosen;
    }
}
