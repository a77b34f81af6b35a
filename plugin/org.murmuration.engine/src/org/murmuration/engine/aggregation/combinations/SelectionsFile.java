// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;

/**
 * The aggregates file of Synthetic Data Showcase: a line {@code selections<d>protected_count} ({@code count} when
 * counts are not protected), a line {@code record_count<d>n}, then one line a combination,
 * {@code Header:value;Header:value<d>count}, by length, then by count, the largest first. Delimiter {@code d} is a tab
 * or a comma; nothing is quoted. Semicolons and colons in names and values are written {@code <semicolon>} and
 * {@code <colon>}, and read back.
 *
 * <p>The file knows no missing values: combinations with them are left out. An entry of a list stands as {@code
 * Header_entry:1}.
 */
public final class SelectionsFile {
    private static final String SELECTIONS = "selections";
    private static final String PROTECTED = "protected_count";
    private static final String COUNT = "count";
    private static final String RECORDS = "record_count";
    private static final String ONE = "1";

    private SelectionsFile() {}

    /**
     * Writes counts.
     *
     * @param released what to write
     * @param delimiter tab or comma
     * @param out left open
     * @throws IOException when writing fails, or a name or value holds the delimiter's line breaks or tabs
     */
    public static void write(ReleasedCombinations released, char delimiter, Writer out) throws IOException {
        CombinationTable table = released.table();
        boolean isProtected = !(released.protection() instanceof Protection.Imported i) || i.isProtected();
        out.write(SELECTIONS + delimiter + (isProtected ? PROTECTED : COUNT) + "\n");
        out.write(RECORDS + delimiter + released.records() + "\n");
        String[] names = names(table, delimiter);
        int[] items = new int[table.maxLength()];
        for (int l = 1; l <= table.maxLength(); l++) {
            int[] order = IntStream.range(table.start(l), table.start(l + 1))
                    .boxed()
                    .sorted((x, y) -> table.count(x) == table.count(y)
                            ? Integer.compare(x, y)
                            : Long.compare(table.count(y), table.count(x)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i : order) {
                int n = table.code().unpack(table.key(i), items);
                StringBuilder line = new StringBuilder();
                boolean isWhole = true;
                for (int j = 0; j < n; j++) {
                    isWhole &= !names[items[j]].isEmpty();
                    line.append(j == 0 ? "" : ";").append(names[items[j]]);
                }
                if (isWhole) {
                    out.write(line.append(delimiter)
                            .append(table.count(i))
                            .append('\n')
                            .toString());
                }
            }
        }
    }

    /** {@code Header:value} of each item, empty for missing values. */
    private static String[] names(CombinationTable table, char delimiter) throws IOException {
        CombinationCode code = table.code();
        Domain domain = table.domain();
        String[] names = new String[code.items() + 1];
        for (int item = 1; item < names.length; item++) {
            int a = code.attributeOf(item);
            Attribute attribute = domain.attribute(a);
            String label = attribute.label(code.codeOf(item));
            if (code.codeOf(item) > attribute.otherCode()) {
                names[item] = "";
            } else if (domain.categoryOf(a) >= 0) {
                String name = attribute.name();
                int at = name.indexOf(": "); // of the list and its entry
                names[item] = Domain.YES.equals(label)
                        ? escape(name.substring(0, at) + "_" + name.substring(at + 2), delimiter) + ":" + ONE
                        : "";
            } else {
                names[item] = escape(attribute.name(), delimiter) + ":" + escape(label, delimiter);
            }
        }
        return names;
    }

    private static String escape(String text, char delimiter) throws IOException {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || delimiter == '\t' && text.indexOf('\t') >= 0) {
            throw new IOException(
                    "\"" + text + "\" has a line break or tab, which the file cannot hold. Change the codebook.");
        }
        return text.trim().replace(";", "<semicolon>").replace(":", "<colon>");
    }

    private static String unescape(String text) {
        return text.replace("<semicolon>", ";").replace("<colon>", ":").trim();
    }

    /** Attributes and values as they come. */
    private static final class Names {
        private final Map<String, Map<String, Integer>> values = new LinkedHashMap<>();
        private final List<int[][]> combinations =
                new ArrayList<>(); // pairs of attribute and value, each in order of coming
        private final List<Long> counts = new ArrayList<>();
        private final Map<String, Integer> positions = new HashMap<>();
        private int maxLength = 1;

        private void add(String selections, long count) {
            String[] parts = selections.split(";");
            int[][] combination = new int[parts.length][];
            for (int i = 0; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                if (colon <= 0) {
                    throw new IllegalArgumentException("\"" + parts[i] + "\" is no \"column:value\"");
                }
                String name = unescape(parts[i].substring(0, colon));
                positions.putIfAbsent(name, positions.size());
                Map<String, Integer> known = values.computeIfAbsent(name, n -> new LinkedHashMap<>());
                String value = unescape(parts[i].substring(colon + 1));
                known.putIfAbsent(value, known.size());
                combination[i] = new int[] {positions.getOrDefault(name, 0), known.getOrDefault(value, 0)};
            }
            combinations.add(combination);
            counts.add(count);
            maxLength = Math.max(maxLength, parts.length);
        }
    }

    /**
     * Reads counts.
     *
     * @param in left open
     * @return the counts over a codebook of the names and values in the file, in order of coming; parts that are
     *     missing are added and no count is above that of a part
     * @throws IOException when reading fails or the content is no such file
     */
    public static ReleasedCombinations read(BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null || !header.startsWith(SELECTIONS) || header.length() <= SELECTIONS.length()) {
            throw new IOException("This is no aggregates file of Synthetic Data Showcase: its first line must be"
                    + " \"selections\" and \"protected_count\" or \"count\", with a tab or a comma between them.");
        }
        char delimiter = header.charAt(SELECTIONS.length());
        String kind = header.substring(SELECTIONS.length() + 1).trim();
        if (!kind.equals(PROTECTED) && !kind.equals(COUNT)) {
            throw new IOException(
                    "The second column must be \"protected_count\" or \"count\", but is \"" + kind + "\".");
        }
        Names names = new Names();
        long records = -1;
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int at = line.lastIndexOf(delimiter);
            try {
                if (at <= 0) {
                    throw new IllegalArgumentException("it has one column only");
                }
                long count = Long.parseLong(line.substring(at + 1).trim());
                String selections = line.substring(0, at);
                if (selections.equals(RECORDS)) {
                    records = count;
                } else if (count > 0) {
                    names.add(selections, count);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("Line " + number + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
        if (records < 0) {
            throw new IOException("The file does not state the number of records: there is no line \"record_count\".");
        }
        try {
            return build(names, records, kind.equals(PROTECTED));
        } catch (IllegalArgumentException e) {
            throw new IOException("The aggregates cannot be used: " + e.getMessage(), e);
        }
    }

    private static ReleasedCombinations build(Names names, long records, boolean isProtected) {
        List<Attribute> attributes = new ArrayList<>();
        List<int[]> codes = new ArrayList<>();
        for (var e : names.values.entrySet()) {
            List<String> categories = new ArrayList<>(e.getValue().keySet());
            categories.remove(Attribute.OTHER);
            categories.remove(Attribute.MISSING);
            Attribute attribute = Attribute.builder(e.getKey())
                    .categories(categories.isEmpty() ? List.of(ONE) : categories)
                    .build();
            attributes.add(attribute);
            codes.add(e.getValue().keySet().stream()
                    .mapToInt(v -> Attribute.OTHER.equals(v) ? attribute.otherCode() : attribute.encode(v))
                    .toArray());
        }
        Codebook codebook = Codebook.of(attributes, isProtected ? Codebook.Origin.PUBLIC : Codebook.Origin.DATA);
        CombinationCode code = CombinationCode.of(codebook.domain(), CombinationCode.values(codebook.domain()));
        int maxLength = code.length(names.maxLength);
        long[][] rows = new long[names.combinations.size()][];
        for (int i = 0; i < rows.length; i++) {
            int[] items = Arrays.stream(names.combinations.get(i))
                    .mapToInt(c -> code.item(c[0], codes.get(c[0])[c[1]]))
                    .sorted()
                    .toArray();
            for (int j = 0; j < items.length; j++) {
                boolean twice = j > 0 && code.attributeOf(items[j]) == code.attributeOf(items[j - 1]);
                if (items[j] == 0 || twice) {
                    throw new IllegalArgumentException("a combination has two values of one column, or a missing one");
                }
            }
            rows[i] = new long[] {code.pack(items, items.length), names.counts.get(i)};
        }
        Arrays.sort(rows, (x, y) -> Long.compare(x[0], y[0]));
        for (int i = 1; i < rows.length; i++) {
            if (rows[i][0] == rows[i - 1][0]) {
                throw new IllegalArgumentException("a combination is listed twice");
            }
        }
        CombinationTable table = CombinationTable.of(
                code,
                maxLength,
                Arrays.stream(rows).mapToLong(r -> r[0]).toArray(),
                Arrays.stream(rows).mapToLong(r -> r[1]).toArray());
        return new ReleasedCombinations(codebook, Monotone.of(table), records, new Protection.Imported(isProtected));
    }
}
