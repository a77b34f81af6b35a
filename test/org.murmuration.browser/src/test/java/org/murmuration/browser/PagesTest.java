// SPDX-License-Identifier: Apache-2.0
package org.murmuration.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.murmuration.nodes.view.ViewPage;

/** Pages as files of their own, with the data of the golden files that the Java tests know too. */
class PagesTest {
    private static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
    private static final Path TARGET = ROOT.resolve("test/org.murmuration.browser/target");
    private static final String ENGINE = "test/org.murmuration.engine.tests/src/org/murmuration/engine/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path profile;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(TARGET.resolve("pages"));
        Files.createDirectories(TARGET.resolve("screenshots"));
        browser = Browser.start(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static String golden(String file) throws IOException {
        return Files.readString(ROOT.resolve(file)).trim();
    }

    private static Path page(String name, String json) throws IOException {
        Path file = TARGET.resolve("pages").resolve(name);
        Files.writeString(file, ViewPage.standalone(name, json));
        return file;
    }

    private static void isQuiet() {
        assertEquals(java.util.List.of(), browser.complaints(), "errors, warnings and violations of the policy");
        for (String request : browser.requests()) {
            assertTrue(request.startsWith("file:") || request.startsWith("data:"), "the page asks for " + request);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "navigator.html, report/navigator-golden.json, Synthetic records",
        "families.html, report/families-view-golden.json, Whom it protects",
        "linked.html, report/linked-view-golden.json, contains sensitive results: do not publish",
        "ledger.html, report/ledger-golden.json, epsilon",
        "utility.html, report/utility-golden.json, contains sensitive results: do not publish"
    })
    void pageShowsItsDataInLightAndDarkAndFetchesNothing(String name, String data, String expected) throws Exception {
        Path file = page(name, golden(ENGINE + data));
        for (boolean dark : new boolean[] {false, true}) {
            browser.look(1200, 1600, dark);
            browser.open(file, "");
            String text = browser.text("document.body.innerText");
            assertTrue(text.contains(expected), text);
            assertFalse(text.contains("Loading") || text.contains("undefined") || text.contains("NaN"), text);
            assertEquals(
                    1,
                    browser.evaluate("document.querySelectorAll('h1').length").asInt());
            assertEquals(
                    0,
                    browser.evaluate("[...document.querySelectorAll('svg')].filter(s => !s.getAttribute('aria-label'))"
                                    + ".length")
                            .asInt(),
                    "pictures say what they are");
            assertEquals(
                    0,
                    browser.evaluate("[...document.querySelectorAll('select,input')].filter(s =>"
                                    + " !s.labels.length && !s.getAttribute('aria-label')).length")
                            .asInt(),
                    "fields have names");
            assertTrue(
                    browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                            .asBoolean(),
                    "no part hangs out of the window");
            browser.screenshot(TARGET.resolve("screenshots").resolve(name + (dark ? "-dark" : "-light") + ".png"));
            isQuiet();
        }
    }

    /** A data set whose numbers are known: 300 records, sex by region, released with an error of 10. */
    private static ObjectNode known(int rows) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("language", "en")
                .put("format", 1)
                .put("test", false)
                .put("statement", "A statement.")
                .put("unit", "person")
                .put("rows", rows)
                .put("total", 400)
                .put("totalError", 7.0);
        ArrayNode attributes = json.putArray("attributes");
        Random random = new Random(1);
        ArrayNode columns = json.putArray("columns");
        for (int a = 0; a < 15; a++) {
            ObjectNode attribute = attributes
                    .addObject()
                    .put("name", "a" + a)
                    .put("title", "attribute " + a)
                    .put("description", "")
                    .put("ordered", a == 2)
                    .put("time", a == 2);
            ArrayNode levels = attribute.putArray("levels");
            for (int l = 0; l < 3 + a; l++) {
                levels.add("level " + l);
            }
            byte[] codes = new byte[rows];
            for (int r = 0; r < rows; r++) {
                codes[r] = (byte) random.nextInt(3 + a);
            }
            columns.add(codes);
        }
        ArrayNode tables = json.putArray("tables");
        ObjectNode single = tables.addObject();
        single.putArray("attributes").add(0);
        single.put("error", 10.0).putArray("counts").add(150).add(250).add(3);
        ObjectNode pair = tables.addObject();
        pair.putArray("attributes").add(0).add(1);
        ArrayNode counts = pair.put("error", 20.0).putArray("counts");
        for (int cell = 0; cell < 12; cell++) {
            counts.add(10 * cell + 1);
        }
        return json;
    }

    private static String count() throws Exception {
        return browser.text("document.getElementById('count').textContent");
    }

    private static void click(String id) throws Exception {
        browser.evaluate("document.getElementById('" + id + "').click()");
    }

    @Test
    void numbersAreReleasedOnesWhereATableHoldsTheSelectionAndEstimatesElsewhere() throws Exception {
        ObjectNode json = known(300);
        browser.look(1200, 900, false);
        browser.open(page("navigator.html", json.toString()), "");
        assertEquals("400 \u00b1 7 or less (released count, 95 %)", count());
        click("bar-0-1");
        assertEquals("250 \u00b1 10 (released count, 95 %)", count());
        click("bar-0-0");
        assertEquals("400 \u00b1 14 (released count, 95 %)", count(), "two cells, root of two times the error");
        click("bar-0-0");
        click("bar-1-2");
        assertEquals("61 \u00b1 20 (released count, 95 %)", count(), "cell of level 1 and level 2");
        assertTrue(browser.text("document.getElementById('sentence').textContent")
                .startsWith("Person rows where attribute 0 is level 1 and attribute 1 is level 2:"));
        click("bar-5-0");
        byte[][] columns = new byte[15][];
        for (int a = 0; a < 15; a++) {
            columns[a] = Base64.getDecoder().decode(json.path("columns").get(a).asText());
        }
        int inside = 0;
        for (int r = 0; r < 300; r++) {
            inside += columns[0][r] == 1 && columns[1][r] == 2 && columns[5][r] == 0 ? 1 : 0;
        }
        assertEquals(
                "about " + Math.round(inside * 400 / 300.0)
                        + " (estimated from synthetic records; the error is not known)",
                count());
        click("clear");
        assertEquals("400 \u00b1 7 or less (released count, 95 %)", count());
        isQuiet();
    }

    @Test
    void aLinkRestoresTheSelectionAndBothLanguagesAreThere() throws Exception {
        Path file = page("navigator.html", known(300).toString());
        browser.open(file, "");
        click("bar-0-2");
        assertTrue(
                browser.text("document.getElementById('sentence').textContent").contains("told from zero"));
        String link = browser.text("document.getElementById('link').getAttribute('href')");
        browser.open(file, link);
        assertEquals("3 \u00b1 10 (released count, 95 %)", count());
        browser.evaluate("{const s = document.getElementById('language'); s.value = 'fr';"
                + " s.dispatchEvent(new Event('change'));}");
        assertEquals("fr", browser.text("document.documentElement.lang"));
        assertEquals("Navigateur de donn\u00e9es", browser.text("document.title"));
        assertEquals("3 \u00b1 10 (comptage publi\u00e9, 95 %)", count());
        browser.open(file, "#99:1;0:77;x|5,5000");
        assertEquals("400 \u00b1 7 or less (released count, 95 %)", count(), "a link that is wrong selects nothing");
        isQuiet();
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        browser.open(page("navigator.html", known(300).toString()), "");
        String before = count();
        for (int i = 0; i < 60 && !browser.text("document.activeElement.id").startsWith("bar-0-"); i++) {
            browser.press("Tab", 9);
        }
        String focused = browser.text("document.activeElement.id");
        assertTrue(focused.startsWith("bar-0-"), focused);
        browser.press(" ", 32);
        assertNotEquals(before, count());
        assertEquals(focused, browser.text("document.activeElement.id"), "the focus stays where it was");
        assertEquals("true", browser.text("document.activeElement.getAttribute('aria-pressed')"));
        browser.press(" ", 32);
        assertEquals(before, count());
        isQuiet();
    }

    /** Prints how long a click takes; machines differ, so that only the order of magnitude is a test. */
    @Test
    void manyRecordsStayFluid() throws Exception {
        browser.open(page("navigator.html", known(200_000).toString()), "");
        double most = 0;
        for (int attribute : new int[] {3, 7, 0, 3, 9}) {
            double milliseconds = browser.evaluate("(() => {const began = performance.now();"
                            + " document.querySelectorAll('ul.bars')[" + attribute
                            + "].querySelector('button').click();"
                            + " document.body.offsetHeight; return performance.now() - began;})()")
                    .asDouble();
            most = Math.max(most, milliseconds);
        }
        System.out.printf(Locale.ROOT, "Navigator, 200,000 records: slowest of 5 clicks %.0f ms%n", most);
        JsonNode shown = browser.evaluate("document.getElementById('main').dataset.milliseconds");
        assertTrue(shown.asDouble() > 0);
        isQuiet();
    }
}
