// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.murmuration.nodes.groupby.DpGroupByNodeFactory;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeFactory;
import org.murmuration.nodes.marginals.DpMarginalsNodeFactory;
import org.murmuration.standin.ui.ParametersAccess;
import org.murmuration.workbench.NodeRepository;

/**
 * Sections as KNIME places them: a part of a layout stands in the class around it, unless it says that it comes before or after
 * a part of another class; then it stands beside that one. All parts of a dialog must have one root, or it does not open.
 */
class DialogLayoutTest {
    static List<NodeRepository.Entry> entries() {
        return new NodeRepository().entries();
    }

    private static Set<Class<?>> parts(Class<?> group) {
        Set<Class<?>> parts = new LinkedHashSet<>();
        for (Field field : allFields(group)) {
            Layout layout = field.getAnnotation(Layout.class);
            if (layout != null) {
                parts.add(layout.value());
            } else if (WidgetGroup.class.isAssignableFrom(field.getType())) {
                parts.addAll(parts(field.getType()));
            }
        }
        return parts;
    }

    private static List<Field> allFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            fields.addAll(Arrays.asList(c.getDeclaredFields()));
        }
        return fields;
    }

    /** Parts that a part says it stands beside. */
    private static List<Class<?>> besides(Class<?> part) {
        return Stream.<Class<?>>concat(
                        Arrays.stream(part.getAnnotationsByType(Before.class)).map(Before::value),
                        Arrays.stream(part.getAnnotationsByType(After.class)).map(After::value))
                .toList();
    }

    private static Class<?> parent(Class<?> part, Set<Class<?>> seen) {
        Class<?> around = part.getEnclosingClass();
        for (Class<?> other : besides(part)) {
            if (seen.add(other)) {
                Class<?> parent = parent(other, seen);
                if (parent != around) {
                    return parent;
                }
            }
        }
        return around;
    }

    private static Class<?> root(Class<?> part) {
        Class<?> parent = parent(part, new HashSet<>(Set.of(part)));
        return parent == null ? part : root(parent);
    }

    private static List<String> titles(Class<?> parameters) {
        Set<Class<?>> parts = new LinkedHashSet<>();
        for (Class<?> part : parts(parameters)) {
            add(part, parts);
        }
        List<Class<?>> left = new ArrayList<>(parts);
        List<String> titles = new ArrayList<>();
        Set<Class<?>> used = parts(parameters);
        while (!left.isEmpty()) {
            Class<?> next = left.stream()
                    .filter(p -> left.stream().noneMatch(o -> o != p && isBefore(o, p)))
                    .min(Comparator.comparing(Class::getSimpleName))
                    .orElseThrow(() -> new AssertionError("The sections go round in a circle: " + left));
            left.remove(next);
            if (used.contains(next)) {
                titles.add(next.getAnnotation(Section.class).title());
            }
        }
        return titles;
    }

    private static void add(Class<?> part, Set<Class<?>> parts) {
        if (parts.add(part)) {
            besides(part).forEach(p -> add(p, parts));
        }
    }

    private static boolean isBefore(Class<?> one, Class<?> other) {
        return Arrays.stream(one.getAnnotationsByType(Before.class)).anyMatch(b -> b.value() == other)
                || Arrays.stream(other.getAnnotationsByType(After.class)).anyMatch(a -> a.value() == one);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void allSectionsOfADialogHaveOneRootAndAnOrder(NodeRepository.Entry entry) {
        ParametersAccess.of(entry.createFactory()).ifPresent(parameters -> {
            Set<Class<?>> roots = new HashSet<>();
            parts(parameters).forEach(p -> roots.add(root(p)));
            assertTrue(roots.size() <= 1, entry.factoryClass() + " " + roots);
            titles(parameters);
        });
    }

    @Test
    void sectionsOfNodesStandAmongThoseThatAllReleasingNodesShare() {
        assertEquals(
                List.of("What to count", "Whom to protect", "Privacy budget", "Account", "Testing"),
                titles(ParametersAccess.of(new DpMarginalsNodeFactory()).orElseThrow()));
        assertEquals(
                List.of(
                        "Groups",
                        "What to know of each group",
                        "Whom to protect",
                        "Privacy budget",
                        "Account",
                        "Testing"),
                titles(ParametersAccess.of(new DpGroupByNodeFactory()).orElseThrow()));
        assertEquals(
                List.of("What is released", "Privacy budget", "Account", "Output", "Testing"),
                titles(ParametersAccess.of(new LinkedDpSynthesizerNodeFactory()).orElseThrow()));
    }
}
