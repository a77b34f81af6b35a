// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;

class SelectionsFileTest {
    private static ReleasedCombinations read(String text) throws IOException {
        return SelectionsFile.read(new BufferedReader(new StringReader(text)));
    }

    private static String write(ReleasedCombinations released, char delimiter) throws IOException {
        StringWriter out = new StringWriter();
        SelectionsFile.write(released, delimiter, out);
        return out.toString();
    }

    private static Map<String, Integer> described(CombinationTable table) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < table.size(); i++) {
            CombinationTable.Described d = table.describe(table.key(i));
            counts.put(d.attributes() + "=" + d.values(), Math.toIntExact(table.count(i)));
        }
        return counts;
    }

    private static ReleasedCombinations counted(boolean missing) {
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.categorical("sex; at birth", "f:1", "m"),
                        Attribute.categorical("coded", "0", "1"),
                        Attribute.builder("harm")
                                .categories(List.of("hit", "sold"))
                                .separator("|")
                                .build()),
                Codebook.Origin.PUBLIC);
        Dataset.Builder data = Dataset.builder(codebook);
        for (int r = 0; r < 100; r++) {
            data.add(
                    r % 3 == 0 ? "f:1" : "m",
                    r % 5 == 0 ? null : r % 2 == 0 ? "0" : "1",
                    r % 4 == 0 ? "hit|sold" : "hit");
        }
        boolean[][] present = missing
                ? CombinationCode.all(codebook.domain())
                : KAnonymousCounts.present(codebook.domain(), List.of(), List.of());
        return ReleasedCombinations.of(
                codebook, KAnonymousCounts.count(data.build(), 3, 3, present, ProgressMonitor.NONE));
    }

    @Test
    void layoutIsThatOfSyntheticDataShowcase() throws IOException {
        String text = write(counted(false), '\t');
        List<String> lines = text.lines().toList();
        assertEquals("selections\tprotected_count", lines.get(0));
        assertEquals("record_count\t99", lines.get(1));
        assertEquals("harm_hit:1\t99", lines.get(2));
        assertTrue(lines.contains("sex<semicolon> at birth:f<colon>1;coded:0\t" + 12), text);
        assertTrue(lines.contains("coded:0\t39"), "a coded 0 is a value: " + text);
        int length = 0;
        int count = Integer.MAX_VALUE;
        for (String line : lines.subList(2, lines.size())) {
            int l = line.split(";(?=[^;]*:)").length;
            int n = Integer.parseInt(line.substring(line.lastIndexOf('\t') + 1));
            assertTrue(l > length || l == length && n <= count, "out of order: " + line);
            length = l;
            count = n;
        }
        assertTrue(write(counted(false), ',').startsWith("selections,protected_count\nrecord_count,99\n"));
    }

    @Test
    void whatWasWrittenIsReadWithItsSemicolonsAndColons() throws IOException {
        ReleasedCombinations back = read(write(counted(false), ','));
        assertEquals(99, back.records());
        assertEquals(new Protection.Imported(true), back.protection());
        Map<String, Integer> counts = described(back.table());
        assertEquals(counted(false).table().size(), counts.size());
        assertTrue(
                counts.keySet().stream().anyMatch(k -> k.contains("sex; at birth") && k.contains("f:1")),
                counts.keySet().toString());
        assertEquals(Codebook.Origin.PUBLIC, back.codebook().origin());
        assertEquals(described(back.table()), described(read(write(back, '\t')).table()));
    }

    @Test
    void combinationsWithMissingValuesAreLeftOut() throws IOException {
        String text = write(counted(true), '\t');
        assertFalse(text.contains(Attribute.MISSING), text);
        assertFalse(text.contains("harm_hit:no"), text);
        assertEquals(write(counted(false), '\t'), text);
    }

    @Test
    void partsThatAreNotListedAreAddedAndNoCountIsAboveThatOfAPart() throws IOException {
        ReleasedCombinations released =
                read("selections\tcount\nrecord_count\t50\nA:x\t20\nB:y\t30\nC:z\t9\nA:x;B:y;C:z\t12\nA:x;B:y\t25\n");
        assertEquals(new Protection.Imported(false), released.protection());
        assertEquals(Codebook.Origin.DATA, released.codebook().origin());
        Map<String, Integer> counts = described(released.table());
        assertEquals(
                Map.of(
                        "[A]=[x]", 20,
                        "[B]=[y]", 30,
                        "[C]=[z]", 9,
                        "[A, B]=[x, y]", 20,
                        "[A, C]=[x, z]", 9,
                        "[B, C]=[y, z]", 9,
                        "[A, B, C]=[x, y, z]", 9),
                counts);
        assertTrue(write(released, '\t').startsWith("selections\tcount\n"));
    }

    @Test
    void commasInValuesAreRead() throws IOException {
        ReleasedCombinations released = read("selections,protected_count\nrecord_count,50\nA:x, or y,20\n");
        assertEquals(Map.of("[A]=[x, or y]", 20), described(released.table()));
    }

    @Test
    void whatIsNoSuchFileIsRefusedWithTheLine() {
        for (String text : List.of(
                "",
                "a,b\n",
                "selections\tnumber\n",
                "selections\tcount\nA:x\t20\n",
                "selections\tcount\nrecord_count\t5\nA:x\tmany\n",
                "selections\tcount\nrecord_count\t5\nA\t3\n",
                "selections\tcount\nrecord_count\t5\nA:x;A:y\t3\n",
                "selections\tcount\nrecord_count\t5\nA:x\t3\nA:x\t4\n",
                "selections\tcount\nrecord_count\t5\nA:x 3\n")) {
            assertThrows(IOException.class, () -> read(text), text);
        }
        IOException e = assertThrows(IOException.class, () -> read("selections\tcount\nrecord_count\t5\nA:x\tmany\n"));
        assertTrue(e.getMessage().contains("Line 3"), e.getMessage());
    }
}
