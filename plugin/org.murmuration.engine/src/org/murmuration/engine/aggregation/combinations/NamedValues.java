// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.Recoding;

/**
 * Restricts released counts to a codebook of the values that they name, so that nothing reveals other values.
 * Attributes of which no value was named are left out, and categories come in alphabetical order, because theirs in the
 * old codebook may reveal how the records were ordered.
 */
final class NamedValues {
    private NamedValues() {}

    static ReleasedCombinations of(ReleasedCombinations released) {
        CombinationTable table = released.table();
        CombinationCode from = table.code();
        Domain domain = released.domain();
        boolean[][] named = new boolean[domain.size()][];
        for (int a = 0; a < named.length; a++) {
            named[a] = new boolean[domain.attribute(a).size()];
        }
        for (int i = 0; i < table.start(2); i++) {
            int item = (int) table.key(i);
            named[from.attributeOf(item)][from.codeOf(item)] = true;
        }
        List<Attribute> attributes = new ArrayList<>();
        List<int[]> origins = new ArrayList<>(); // of each coded attribute: the old one, then its old codes
        for (int f = 0; f < released.codebook().attributes().size(); f++) {
            restrict(released.codebook(), f, named, attributes, origins);
        }
        Codebook codebook = Codebook.of(attributes, Codebook.Origin.PUBLIC);
        return recoded(released, codebook, origins);
    }

    private static void restrict(
            Codebook codebook, int field, boolean[][] named, List<Attribute> attributes, List<int[]> origins) {
        Attribute attribute = codebook.attributes().get(field);
        Domain domain = codebook.domain();
        int[] coded = IntStream.range(0, domain.size())
                .filter(a -> domain.fieldOf(a) == field)
                .toArray();
        if (attribute.separator().isPresent()) {
            int[] kept = Arrays.stream(coded)
                    .filter(a -> IntStream.range(0, named[a].length).anyMatch(c -> named[a][c]))
                    .boxed()
                    .sorted(Comparator.comparing(c -> attribute.categories().get(domain.categoryOf(c))))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (kept.length > 0) {
                attributes.add(restricted(
                        attribute,
                        Arrays.stream(kept)
                                .mapToObj(a -> attribute.categories().get(domain.categoryOf(a)))
                                .toList()));
                for (int a : kept) {
                    origins.add(origin(a, IntStream.range(0, named[a].length).toArray()));
                }
            }
            return;
        }
        int a = coded[0];
        int[] kept = IntStream.range(0, attribute.declaredSize())
                .filter(c -> named[a][c])
                .boxed()
                .sorted(
                        attribute.bins().isPresent()
                                ? Comparator.<Integer>naturalOrder()
                                : Comparator.comparing(attribute::label))
                .mapToInt(Integer::intValue)
                .toArray();
        if (kept.length > 0) {
            attributes.add(restricted(
                    attribute, Arrays.stream(kept).mapToObj(attribute::label).toList()));
            int[] rest =
                    IntStream.range(attribute.declaredSize(), attribute.size()).toArray();
            origins.add(origin(
                    a,
                    IntStream.concat(Arrays.stream(kept), Arrays.stream(rest)).toArray()));
        }
    }

    private static int[] origin(int attribute, int[] codes) {
        return IntStream.concat(IntStream.of(attribute), Arrays.stream(codes)).toArray();
    }

    /** Bins become categories: those that were not named are not shown. */
    private static Attribute restricted(Attribute attribute, List<String> categories) {
        return Attribute.builder(attribute.name())
                .title(attribute.title())
                .description(attribute.description())
                .categories(categories)
                .missingValues(attribute.missingValues())
                .missingValuePolicy(attribute.missingValuePolicy())
                .separator(attribute.separator().orElse(null))
                .build();
    }

    private static ReleasedCombinations recoded(ReleasedCombinations released, Codebook codebook, List<int[]> origins) {
        CombinationCode from = released.table().code();
        boolean[][] present = CombinationCode.all(codebook.domain());
        int[][] code = new int[released.domain().size()][];
        for (int a = 0; a < code.length; a++) {
            code[a] = new int[released.domain().attribute(a).size()];
        }
        int[] attribute = new int[code.length];
        Arrays.fill(attribute, -1);
        for (int a = 0; a < origins.size(); a++) {
            int[] origin = origins.get(a);
            attribute[origin[0]] = a;
            for (int c = 1; c < origin.length; c++) {
                code[origin[0]][origin[c]] = c - 1;
                present[a][c - 1] = from.isPresent(origin[0], origin[c]);
            }
        }
        CombinationCode to = CombinationCode.of(codebook.domain(), present);
        return new ReleasedCombinations(
                codebook,
                Recoding.recode(
                        released.table(),
                        to,
                        item -> attribute[from.attributeOf(item)] < 0
                                ? 0
                                : to.item(
                                        attribute[from.attributeOf(item)],
                                        code[from.attributeOf(item)][from.codeOf(item)])),
                released.records(),
                released.protection());
    }
}
