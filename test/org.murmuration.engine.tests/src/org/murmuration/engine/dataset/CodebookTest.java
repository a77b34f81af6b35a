// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodebookTest {
    @TempDir
    Path folder;

    private static String resource(String name) throws IOException {
        return new String(CodebookTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void readsAndWritesTheGoldenCodebook() throws IOException {
        Codebook codebook = Codebook.parse(resource("codebook-golden.json"));
        assertEquals(resource("codebook-golden.json"), codebook.toJson());
        assertEquals(codebook, Codebook.parse(codebook.toJson()));
        assertEquals(5, codebook.attributes().size());
        // "means" stands as three indicators, the rest as they are
        assertEquals(7, codebook.domain().size());
        assertEquals("means: debt", codebook.domain().attribute(3).name());
    }

    @Test
    void codesValuesAgainstTheGoldenCodebook() throws IOException {
        Codebook codebook = Codebook.parse(resource("codebook-golden.json"));
        Dataset.Builder builder = Dataset.builder(codebook);
        builder.add("Female", "17", "2020-06-30", "debt;threats", "yes");
        builder.add(" Male ", "99", "2030-01-01", "", "?");
        builder.add("Mars", "x", null, "debt;charm", "maybe");
        Dataset data = builder.build();
        int[][] expected = {
            {0, 0, 1, 1, 0, 1, 0},
            {1, 2, 3, 3, 3, 3, 3},
            {2, 3, 4, 1, 0, 0, 2}
        };
        for (int r = 0; r < 3; r++) {
            for (int a = 0; a < 7; a++) {
                assertEquals(expected[r][a], data.code(r, a), "row " + r + " attribute " + a);
            }
        }
        ValidationReport report = builder.report();
        assertEquals(3, report.rows());
        assertEquals(1, count(report, "sex", ValidationReport.Rule.OUTSIDE_DOMAIN));
        assertEquals(1, count(report, "age", ValidationReport.Rule.OUTSIDE_DOMAIN));
        assertEquals(1, count(report, "registered", ValidationReport.Rule.OUTSIDE_DOMAIN));
        assertEquals(1, count(report, "registered", ValidationReport.Rule.MISSING));
        assertEquals(1, count(report, "means", ValidationReport.Rule.OUTSIDE_DOMAIN));
        assertEquals(1, count(report, "means", ValidationReport.Rule.MISSING));
        assertEquals(1, count(report, "exploited", ValidationReport.Rule.MISSING));
        assertEquals(1, count(report, "exploited", ValidationReport.Rule.OUTSIDE_DOMAIN));
    }

    private static long count(ValidationReport report, String attribute, ValidationReport.Rule rule) {
        return report.issues().stream()
                .filter(i -> i.attribute().equals(attribute) && i.rule() == rule)
                .mapToLong(ValidationReport.Issue::count)
                .sum();
    }

    @Test
    void requiredValuesThatAreMissingCountAsOther() {
        Codebook codebook = Codebook.of(
                List.of(Attribute.builder("a")
                        .categories(List.of("x"))
                        .missingValuePolicy(MissingValuePolicy.REQUIRED)
                        .build()),
                Codebook.Origin.PUBLIC);
        assertEquals(2, codebook.attributes().get(0).size());
        Dataset.Builder builder = Dataset.builder(codebook);
        builder.add((String) null);
        assertEquals(1, count(builder.report(), "a", ValidationReport.Rule.REQUIRED));
        assertEquals(1, builder.build().code(0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"fields\":{}}",
                "{\"fields\":[{}]}",
                "{\"fields\":[{\"name\":\"a\"}]}",
                "{\"fields\":[{\"name\":\"a\",\"categories\":[\"x\",\"x\"]}]}",
                "{\"fields\":[{\"name\":\"a\",\"categories\":[\"(other)\"]}]}",
                "{\"fields\":[{\"name\":\"a\",\"categories\":[\"x\"]},{\"name\":\"a\",\"categories\":[\"x\"]}]}",
                "{\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"murmuration:bins\":[1,2]}]}",
                "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\",\"murmuration:bins\":[2,1]}]}",
                "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\",\"murmuration:bins\":[1]}]}",
                "{\"fields\":[{\"name\":\"a\",\"type\":\"date\",\"murmuration:bins\":[\"yesterday\",\"today\"]}]}",
                "{\"fields\":[{\"name\":\"a\",\"categories\":[\"x;y\"],\"murmuration:separator\":\";\"}]}",
                "{\"murmuration:version\":99,\"fields\":[]}"
            })
    void refusesWhatIsNoCodebookWithAReason(String json) {
        CodebookException e = assertThrows(CodebookException.class, () -> Codebook.parse(json));
        assertTrue(e.getMessage().length() > 20, e.getMessage());
    }

    @Test
    void namesAllBadAttributesAtOnce() {
        CodebookException e = assertThrows(
                CodebookException.class, () -> Codebook.parse("{\"fields\":[{\"name\":\"one\"},{\"name\":\"two\"}]}"));
        assertTrue(e.getMessage().contains("one") && e.getMessage().contains("two"));
    }

    @Test
    void refusesMissingAndMisencodedFiles() throws IOException {
        assertThrows(CodebookException.class, () -> Codebook.read(folder.resolve("absent.json")));
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"fields\":[],\"title\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(CodebookException.class, () -> Codebook.read(latin));
    }

    @Test
    void binsHoldTheirEdgesAndNothingOutside() {
        Discretization bins = Discretization.of(Discretization.Scale.NUMBER, 0, 1.5, 3);
        assertEquals(0, bins.binOf(0));
        assertEquals(0, bins.binOf(Math.nextDown(1.5)));
        assertEquals(1, bins.binOf(1.5));
        assertEquals(1, bins.binOf(3));
        assertEquals(-1, bins.binOf(Math.nextUp(3.0)));
        assertEquals(-1, bins.binOf(-0.1));
        assertEquals(-1, bins.binOf(Double.NaN));
        assertEquals(-1, bins.binOf(Double.NEGATIVE_INFINITY));
        assertEquals("[0, 1.5)", bins.label(0));
        assertEquals("[1.5, 3]", bins.label(1));
    }

    @Test
    void valuesDrawnFromABinLieInIt() {
        for (Discretization.Scale scale : Discretization.Scale.values()) {
            Discretization bins = Discretization.of(scale, -3, 0, 1, 10);
            for (int bin = 0; bin < bins.size(); bin++) {
                for (double u : new double[] {0, 0.3, 0.999999999, Math.nextDown(1.0)}) {
                    assertEquals(bin, bins.binOf(bins.valueAt(bin, u)), scale + " " + bin + " " + u);
                    String text = bins.format(bins.valueAt(bin, u));
                    assertEquals(bin, bins.binOf(bins.parse(text).orElseThrow()), text);
                }
            }
        }
    }

    @Test
    void keepsManyCategoriesInWiderCodes() {
        for (int n : new int[] {10, 300, 70_000}) {
            String[] categories = new String[n];
            for (int i = 0; i < n; i++) {
                categories[i] = "c" + i;
            }
            Codebook codebook = Codebook.of(List.of(Attribute.categorical("a", categories)), Codebook.Origin.PUBLIC);
            Dataset.Builder builder = Dataset.builder(codebook);
            for (int i = 0; i < 5000; i++) {
                builder.add("c" + (i * 37L) % n);
            }
            builder.add("nowhere");
            Dataset data = builder.build();
            for (int i = 0; i < 5000; i++) {
                assertEquals((int) ((i * 37L) % n), data.code(i, 0));
            }
            assertEquals(n, data.code(5000, 0));
        }
    }

    @Test
    void datasetRefusesCodesOutsideTheDomain() {
        Domain domain = Domain.of(Attribute.categorical("a", "x", "y"));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(domain, new int[] {4}));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(domain, new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(domain));
        assertThrows(IllegalArgumentException.class, () -> domain.indexOf("b"));
    }

    @Test
    void draftListsCategoriesAndRoundBins() {
        CodebookDraft draft = new CodebookDraft(List.of("word", "age", "day", "text", "empty"), 5, 4, Set.of("", "?"));
        for (int i = 0; i < 100; i++) {
            draft.add(0, i % 3 == 0 ? "b" : i % 3 == 1 ? "a" : "?");
            draft.add(1, Integer.toString(17 + i % 60));
            draft.add(2, "2020-01-" + String.format("%02d", 1 + i % 31));
            draft.add(3, "free text " + i);
            draft.add(4, null);
        }
        Codebook codebook = draft.build();
        assertEquals(Codebook.Origin.DATA, codebook.origin());
        assertEquals(List.of("a", "b"), codebook.attributes().get(0).categories());
        Discretization ages = codebook.attribute("age").orElseThrow().bins().orElseThrow();
        assertEquals(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40, 60, 80), ages);
        assertEquals(
                Discretization.Scale.DATE,
                codebook.attribute("day").orElseThrow().bins().orElseThrow().scale());
        assertEquals(List.of("text", "empty"), draft.leftOut());
        assertEquals(Codebook.Origin.PUBLIC, codebook.declaredPublic().origin());
    }

    @Test
    void confirmationCodeBelongsToTheContent() {
        Codebook a = Codebook.of(List.of(Attribute.categorical("a", "x")), Codebook.Origin.DATA);
        Codebook b = Codebook.of(List.of(Attribute.categorical("a", "y")), Codebook.Origin.DATA);
        assertEquals(12, CodebookDraft.confirmationCode(a).length());
        assertEquals(CodebookDraft.confirmationCode(a), CodebookDraft.confirmationCode(a.declaredPublic()));
        assertNotEquals(CodebookDraft.confirmationCode(a), CodebookDraft.confirmationCode(b));
    }

    @Test
    void draftOfNumbersCoversThemAll() {
        for (double scale : new double[] {1e-6, 0.37, 1, 1234.5, 1e9}) {
            CodebookDraft draft = new CodebookDraft(List.of("x"), 5, 10, Set.of(""));
            for (int i = 0; i < 200; i++) {
                draft.add(0, Double.toString((i * 7919 % 200 - 100) * scale));
            }
            Attribute x = draft.build().attributes().get(0);
            for (int i = 0; i < 200; i++) {
                int code = x.encode(Double.toString((i * 7919 % 200 - 100) * scale));
                assertTrue(code < x.declaredSize(), "scale " + scale);
            }
            assertFalse(x.bins().orElseThrow().size() > 22);
        }
    }
}
