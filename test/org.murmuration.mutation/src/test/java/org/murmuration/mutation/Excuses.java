// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Mutants that may survive, each with the reason; an excuse that excuses nothing is as wrong as a survivor without one. */
final class Excuses {
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * Reads excuses.
     *
     * @param text a line each: {@code place | source line | change | reason}; lines that begin with # and empty ones are free
     * @throws IllegalArgumentException when a line has another form, an excuse has no reason, or one is there twice
     */
    Excuses(String text) {
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> {
            int reason = l.lastIndexOf(" | ");
            if (l.split(" \\| ").length < 4 || l.substring(reason + 3).isBlank()) {
                throw new IllegalArgumentException("Not an excuse with a reason: " + l);
            }
            if (reasons.put(l.substring(0, reason), l.substring(reason + 3)) != null) {
                throw new IllegalArgumentException("Excused twice: " + l);
            }
        });
    }

    /** Excuses of a class, or of one inside it, as in {@code random.Sampling}. */
    List<String> of(String type) {
        return reasons.entrySet().stream()
                .filter(e -> isOf(e.getKey(), type))
                .map(e -> e.getKey() + " | " + e.getValue())
                .toList();
    }

    private static boolean isOf(String mutant, String type) {
        return mutant.startsWith(type + ".") || mutant.startsWith(type + "$");
    }

    /**
     * Compares survivors with excuses.
     *
     * @param mutants all mutants of some classes
     * @param types these classes
     * @return what is wrong, in sentences; empty when each survivor is excused and each excuse is needed
     */
    List<String> problems(Collection<Mutant> mutants, Collection<String> types) {
        List<String> problems = new ArrayList<>();
        mutants.stream()
                .filter(m -> m.survived() && !reasons.containsKey(m.name()))
                .map(m -> "survived: " + m)
                .forEach(problems::add);
        Set<String> survivors = mutants.stream()
                .filter(Mutant::survived)
                .map(Mutant::name)
                .collect(Collectors.toCollection(TreeSet::new));
        reasons.keySet().stream()
                .filter(k -> types.stream().anyMatch(t -> isOf(k, t)) && !survivors.contains(k))
                .map(k -> "excused, but no such mutant survives: " + k)
                .forEach(problems::add);
        return problems;
    }

    /** The first part of all excuses. */
    Set<String> places() {
        return reasons.keySet().stream().map(k -> k.split(" \\| ")[0]).collect(Collectors.toCollection(TreeSet::new));
    }
}
