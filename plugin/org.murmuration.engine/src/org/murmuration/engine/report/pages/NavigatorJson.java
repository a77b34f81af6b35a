// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.AggregateTable;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.report.statement.PrivacyStatement;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/**
 * The JSON that the Data Navigator is made of: synthetic records as columns of codes, and released counts. Made from
 * what may be published alone.
 *
 * <p>A column is base64 of its codes, one byte each, or two with the first one the larger where there are more than 256
 * levels. A table holds unbiased noisy counts in row-major order of its ascending attributes, and half of their 95 %
 * interval; one of combinations names the cells that were released, all others are not known. Counts that were rounded
 * down to multiples of a number say it instead of an error.
 */
public final class NavigatorJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    /** Most records of a page. */
    public static final int MOST_RECORDS = 1_000_000;

    /** Most counts of a page; larger tables are left out, so that a page stays light, and are estimated there. */
    public static final int MOST_COUNTS = 500_000;

    private static final Pattern YEARS = Pattern.compile("\\d{4}([-/\u2013]\\d{2,4})?(-\\d{2})?");

    private NavigatorJson() {}

    /**
     * Aggregates alone.
     *
     * @param aggregates what was released
     * @return the page
     */
    public static PublishablePage of(ReleasedAggregates aggregates) {
        return of(aggregates, none(aggregates.domain()));
    }

    /**
     * Counts of combinations alone.
     *
     * @param released what was released
     * @return the page
     * @throws IllegalArgumentException when the counts are not protected
     */
    public static PublishablePage of(ReleasedCombinations released) {
        return of(released, none(released.domain()));
    }

    private static Dataset none(Domain domain) {
        return Dataset.of(domain, new int[domain.size()][0]);
    }

    /**
     * Records drawn from aggregates, with the aggregates.
     *
     * @param aggregates what was released
     * @param synthetic records over their domain
     * @return the page
     * @throws IllegalArgumentException when the records are of another domain, or too many for a page
     */
    public static PublishablePage of(ReleasedAggregates aggregates, Dataset synthetic) {
        JsonObject root = root(aggregates.domain(), synthetic, PrivacyStatement.of(aggregates), aggregates.test());
        root.put("unit", aggregates.unit().name());
        root.put("total", Exact.round(AggregateTable.total(aggregates)));
        root.put("totalError", Normal.Z95 * aggregates.count().sigma());
        JsonArray tables = root.putArray("tables");
        int room = MOST_COUNTS;
        List<ReleasedMarginal> smallFirst = aggregates.marginals().stream()
                .sorted(Comparator.comparingInt(
                                (ReleasedMarginal m) -> m.clique().size())
                        .thenComparingInt(ReleasedMarginal::cells))
                .toList();
        for (ReleasedMarginal m : smallFirst) {
            if (m.cells() > room) {
                continue;
            }
            room -= m.cells();
            JsonArray counts = tables.addObject()
                    .put("attributes", JsonArray.of(m.clique().toArray()))
                    .put("error", Normal.Z95 * m.sigma())
                    .putArray("counts");
            for (int cell = 0; cell < m.cells(); cell++) {
                counts.add(m.count(cell));
            }
        }
        return new PublishablePage(PublishablePage.NAVIGATOR, root.compact());
    }

    /**
     * Records drawn from a model, whose counts are all estimates.
     *
     * @param model what was released
     * @param synthetic records over its domain
     * @return the page
     * @throws IllegalArgumentException when the records are of another domain, or too many for a page
     */
    public static PublishablePage of(ReleasedModel model, Dataset synthetic) {
        JsonObject root = root(
                model.model().domain(),
                synthetic,
                PrivacyStatement.of(model),
                model.model().isTest());
        root.put("unit", model.unit().name());
        root.put("total", model.model().estimatedRows());
        root.putNull("totalError");
        root.putArray("tables");
        return new PublishablePage(PublishablePage.NAVIGATOR, root.compact());
    }

    /**
     * Records made from counts of combinations, with these counts. Combinations that were not released are not known:
     * they may be too rare, or their noise too small.
     *
     * @param released what was released
     * @param synthetic records over its domain, or over that of its codebook with all values optional
     * @return the page
     * @throws IllegalArgumentException when the counts are not protected, the records are of another domain, or too
     *     many for a page
     */
    public static PublishablePage of(ReleasedCombinations released, Dataset synthetic) {
        Protection protection = released.protection();
        Checks.require(
                !(protection instanceof Protection.Imported i) || i.isProtected(),
                "These counts are not protected, so no page may be made of them. Use protected counts.");
        boolean isTest = protection instanceof Protection.DifferentialPrivacy dp && dp.test();
        // where the codebook allows no missing value, records made of parts may have some all the same: one level more,
        // at the end
        Domain domain = synthetic.domain().equals(released.domain())
                ? released.domain()
                : released.codebook().optional().domain();
        JsonObject root = root(domain, synthetic, PrivacyStatement.of(released), isTest);
        root.put(
                "unit",
                protection instanceof Protection.DifferentialPrivacy dp
                        ? dp.unit().name()
                        : "record");
        root.put("total", released.records());
        if (protection instanceof Protection.DifferentialPrivacy dp) {
            root.put("totalError", dp.halfWidth(0));
        } else {
            root.putNull("totalError");
        }
        if (protection instanceof Protection.KAnonymity k) {
            root.put("rounded", k.resolution());
        }
        addTables(root.putArray("tables"), released, domain);
        return new PublishablePage(PublishablePage.NAVIGATOR, root.compact());
    }

    private static void addTables(JsonArray tables, ReleasedCombinations released, Domain domain) {
        CombinationCode code = released.table().code();
        Map<List<Integer>, JsonObject> known =
                new TreeMap<>(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(Object::toString));
        int[] items = new int[released.table().maxLength()];
        // by length, so that long combinations are left out first
        for (int i = 0; i < Math.min(MOST_COUNTS, released.table().size()); i++) {
            int length = code.unpack(released.table().key(i), items);
            List<Integer> attributes = new ArrayList<>();
            long cell = 0;
            for (int j = 0; j < length; j++) {
                int attribute = code.attributeOf(items[j]);
                attributes.add(attribute);
                cell = cell * domain.attribute(attribute).size() + code.codeOf(items[j]);
            }
            JsonObject table = known.computeIfAbsent(attributes, a -> {
                JsonObject node = new JsonObject();
                JsonArray list = node.putArray("attributes");
                a.forEach(list::add);
                if (released.protection() instanceof Protection.DifferentialPrivacy dp) {
                    node.put("error", dp.halfWidth(a.size()));
                } else {
                    node.putNull("error");
                }
                node.putArray("cells");
                node.putArray("counts");
                return node;
            });
            table.getArray("cells").add(cell);
            table.getArray("counts").add(released.table().count(i));
        }
        known.values().forEach(tables::add);
    }

    private static JsonObject root(Domain domain, Dataset synthetic, PrivacyStatement statement, boolean isTest) {
        Checks.require(synthetic.domain().equals(domain), "The records are coded against another codebook.");
        Checks.require(
                synthetic.rows() <= MOST_RECORDS,
                "A page shows up to a million records. Draw fewer, or take a sample of them.");
        JsonObject root = new JsonObject();
        root.put("format", FORMAT);
        root.put("test", isTest);
        root.put("statement", statement.sentence());
        root.put("rows", synthetic.rows());
        JsonArray attributes = root.putArray("attributes");
        for (int a = 0; a < domain.size(); a++) {
            Attribute attribute = domain.attribute(a);
            JsonObject node = attributes
                    .addObject()
                    .put("name", attribute.name())
                    .put("title", attribute.title())
                    .put("description", attribute.description())
                    .put("ordered", attribute.bins().isPresent() || isYears(attribute))
                    .put(
                            "time",
                            attribute
                                    .bins()
                                    .map(b -> b.scale() == Discretization.Scale.DATE)
                                    .orElse(isYears(attribute)));
            JsonArray levels = node.putArray("levels");
            for (int level = 0; level < attribute.size(); level++) {
                levels.add(attribute.label(level));
            }
        }
        JsonArray columns = root.putArray("columns");
        for (int a = 0; a < domain.size(); a++) {
            columns.add(codes(synthetic, a));
        }
        return root;
    }

    /** Categories that are years, months or spans of them, in their order, as of a year of registration. */
    private static boolean isYears(Attribute attribute) {
        List<String> names = attribute.categories();
        boolean all = names.size() > 1;
        for (int i = 0; i < names.size(); i++) {
            all &= YEARS.matcher(names.get(i)).matches()
                    && (i == 0 || names.get(i - 1).compareTo(names.get(i)) < 0);
        }
        return all;
    }

    private static byte[] codes(Dataset data, int attribute) {
        boolean isNarrow = data.domain().attribute(attribute).size() <= 1 << Byte.SIZE;
        byte[] bytes = new byte[isNarrow ? data.rows() : 2 * data.rows()];
        for (int r = 0; r < data.rows(); r++) {
            int code = data.code(r, attribute);
            if (isNarrow) {
                bytes[r] = (byte) code;
            } else {
                bytes[2 * r] = (byte) (code >> Byte.SIZE);
                bytes[2 * r + 1] = (byte) code;
            }
        }
        return bytes;
    }
}
