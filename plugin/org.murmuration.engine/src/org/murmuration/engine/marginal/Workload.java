// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * The cliques that somebody wants counted, in canonical order.
 *
 * @param domain where the positions point to
 * @param cliques distinct, none empty
 */
public record Workload(Domain domain, List<Clique> cliques) {
    /** Sorts and checks the cliques. */
    public Workload {
        Set<Clique> distinct = new LinkedHashSet<>(cliques);
        Checks.require(distinct.size() == cliques.size(), "A workload names a clique twice.");
        for (Clique c : cliques) {
            Checks.require(c.size() > 0 && c.get(c.size() - 1) < domain.size(), "A clique does not fit the domain.");
        }
        cliques = cliques.stream().sorted().toList();
    }

    /**
     * All cliques of 1 to a given number of attributes.
     *
     * @param domain the attributes
     * @param order largest number of attributes, at least 1
     * @return the workload
     */
    public static Workload upToOrder(Domain domain, int order) {
        Checks.require(order >= 1, "The order must be at least 1.");
        List<Clique> all = new ArrayList<>();
        for (int k = 1; k <= Math.min(order, domain.size()); k++) {
            all.addAll(Clique.allOf(domain.size(), k));
        }
        return new Workload(domain, all);
    }

    /**
     * Cells of all cliques together.
     *
     * @return at least 0; {@link Long#MAX_VALUE} when it does not fit a long
     */
    public long cells() {
        long sum = 0;
        for (Clique c : cliques) {
            long cells = c.cells(domain);
            sum = sum + cells < 0 || cells == Long.MAX_VALUE ? Long.MAX_VALUE : sum + cells;
            if (sum == Long.MAX_VALUE) {
                return sum;
            }
        }
        return sum;
    }
}
