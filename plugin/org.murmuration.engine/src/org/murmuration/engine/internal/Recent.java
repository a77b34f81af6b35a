// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The last results of a slow function of public parameters, so that asking twice costs once. Thread-safe.
 *
 * @param <K> parameters with an equality of values
 */
public final class Recent<K> {
    private final int most;
    private final Map<K, Double> results = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Without any result.
     *
     * @param most how many are kept, at least 1
     */
    public Recent(int most) {
        this.most = most;
    }

    /**
     * The result for some parameters.
     *
     * @param key all that the function depends on
     * @param function computes it; not called when the result is known
     * @return the result
     */
    public synchronized double of(K key, DoubleSupplier function) {
        Double known = results.get(key);
        if (known == null) {
            known = function.getAsDouble();
            results.put(key, known);
            if (results.size() > most) {
                results.remove(results.keySet().iterator().next());
            }
        }
        return known;
    }
}
