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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewPage;

/** Pages as files of their own, with the data of the golden files that the Java tests know too. */
class PagesTest {
    private static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
    private static final Path TARGET = ROOT.resolve("test/org.murmuration.browser/target");
    private static final String ENGINE = "test/org.murmuration.engine.tests/src/org/murmuration/engine/";
    private static final String NODES = "test/org.murmuration.nodes.tests/src/org/murmuration/nodes/view/";
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

    private static Path page(Page page, String json) throws IOException {
        Path file = TARGET.resolve("pages").resolve(page.id() + (json.length() > 2 ? "" : "-empty") + ".html");
        Files.writeString(file, ViewPage.standalone(page, json));
        return file;
    }

    private static void isQuiet() {
        assertEquals(List.of(), browser.complaints(), "errors, warnings and violations of the policy");
        for (String request : browser.requests()) {
            assertTrue(
                    request.startsWith("file:") || request.startsWith("data:") || request.startsWith("blob:"),
                    "the page asks for " + request);
        }
    }

    /** Nothing that axe-core, whose script a jar on the class path carries, holds for serious or worse. */
    private static void isAccessible() throws Exception {
        String axe;
        try (var in = PagesTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        browser.evaluate(axe + "; 0");
        String violations = browser.text("axe.run().then(r => r.violations.filter(v => ['serious',"
                + " 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html"
                + " + ' ' + n.failureSummary).join(' ')).join('\\n'))");
        assertEquals("", violations);
        assertTrue(
                browser.evaluate("axe.run().then(r => r.passes.length)").asInt() > 10, "axe-core looked at the page");
    }

    /** A page, its data and a number of them that Java writes as the page must. */
    private record Known(Page page, String data, String pointer, String format, double factor) {
        String number(String json) throws IOException {
            JsonNode value = MAPPER.readTree(json).at(pointer);
            assertTrue(value.isNumber(), pointer);
            double scaled = factor * value.asDouble();
            return factor == 0
                    ? String.format(Locale.ENGLISH, format, Math.round(value.asDouble()))
                    : String.format(Locale.ENGLISH, format, scaled);
        }
    }

    static Stream<Known> pages() {
        return Stream.of(
                new Known(Page.COMBINATIONS, NODES + "combinations.json", "/public/panes/0/suppressed", "%.2f %%", 100),
                new Known(Page.COMPARISON, NODES + "comparison.json", "/tables/1/meanRank", "%.2f", 1),
                new Known(Page.DP_UTILITY, NODES + "dp-utility.json", "/distances/4/distance", "%.4f", 1),
                new Known(Page.FAMILIES, ENGINE + "report/pages/families-view-golden.json", "/families", "%,d", 0),
                new Known(Page.GROUPS, NODES + "groups.json", "/groups/2/estimates/0/0", "%,d", 0),
                new Known(Page.LEDGER, ENGINE + "report/pages/ledger-golden.json", "/entries/0/share", "%.2f %%", 100),
                new Known(Page.LINKED, ENGINE + "report/pages/linked-view-golden.json", "/kinds/0/worst", "%.4f", 1),
                new Known(Page.MODEL, NODES + "model.json", "/rows", "%,d", 0),
                new Known(Page.NAVIGATOR, ENGINE + "report/pages/navigator-golden.json", "/total", "%,d", 0),
                new Known(Page.QUICK, NODES + "quick.json", "/lines/0/estimate/0", "%,d", 0),
                new Known(Page.RISK, NODES + "risk.json", "/attacks/0/attackRate", "%.2f %%", 100),
                new Known(Page.UTILITY, NODES + "utility.json", "/orders/1/mean", "%.4f", 1));
    }

    @Test
    void everyPageIsTested() {
        assertEquals(
                EnumSet.allOf(Page.class),
                pages().map(Known::page).collect(Collectors.toCollection(() -> EnumSet.noneOf(Page.class))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageShowsItsNumbersInBothLanguagesInLightAndDarkAndFetchesNothing(Known known) throws Exception {
        String json = golden(known.data());
        Path file = page(known.page(), json);
        String english = "";
        for (boolean dark : new boolean[] {false, true}) {
            browser.look(1200, 1600, dark);
            browser.open(file, "");
            english = browser.text("document.getElementById('main').textContent");
            String text = browser.text("document.body.innerText");
            assertTrue(english.contains(known.number(json)), known.number(json) + " in " + text);
            assertEquals(
                    known.page().isPrivate(),
                    text.contains("contains sensitive results: do not publish"),
                    "private pages say so, others have nothing to say it of");
            for (String bad : List.of("Loading", "undefined", "NaN", "null", "Infinity", "[object")) {
                assertFalse(text.contains(bad), bad + " in " + text);
            }
            assertEquals(
                    1,
                    browser.evaluate("document.querySelectorAll('h1').length").asInt());
            assertEquals(
                    0,
                    browser.evaluate(
                                    "[...document.querySelectorAll('.chart')].filter(c => !c.querySelector('svg path, svg text')"
                                            + " || !c.getAttribute('aria-label')).length")
                            .asInt(),
                    "pictures are drawn and say what they are");
            assertTrue(
                    browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                            .asBoolean(),
                    "no part hangs out of the window");
            isAccessible();
            browser.screenshot(
                    TARGET.resolve("screenshots").resolve(known.page().id() + (dark ? "-dark" : "-light") + ".png"));
            isQuiet();
        }
        speak("fr");
        assertEquals("fr", browser.text("document.documentElement.lang"));
        String french = browser.text("document.getElementById('main').textContent");
        assertNotEquals(english, french);
        assertEquals(known.page().isPrivate(), french.contains("ne pas publier"));
        for (String bad : List.of("undefined", "NaN", "Save as", "The numbers")) {
            assertFalse(french.contains(bad), bad + " in " + french);
        }
        browser.screenshot(TARGET.resolve("screenshots").resolve(known.page().id() + "-fr.png"));
        browser.look(390, 800, false);
        assertTrue(
                browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
                        .asBoolean(),
                "a narrow window holds the page");
        isQuiet();
    }

    private static void speak(String language) throws Exception {
        browser.evaluate("{const s = document.getElementById('language'); s.value = '" + language
                + "'; s.dispatchEvent(new Event('change'));}");
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void pageWithoutDataSaysWhatToDo(Page page) throws Exception {
        browser.look(1200, 900, false);
        browser.open(page(page, "{}"), "");
        assertTrue(browser.text("document.body.innerText").contains("Execute the node."), page.id());
        isQuiet();
    }

    /** KNIME shows a page in a frame and answers its questions by messages. */
    @Test
    void insideAFrameThePageAsksItsHostForTheData() throws Exception {
        String answer = MAPPER.createObjectNode()
                .put("initialData", "{\"result\":" + golden(NODES + "groups.json") + "}")
                .toString();
        Path file = TARGET.resolve("pages/host.html");
        Files.writeString(
                file,
                "<!DOCTYPE html><html lang=\"en\"><title>host</title><iframe title=\"view\" id=\"view\" width=\"1000\""
                        + " height=\"800\" sandbox=\"allow-downloads allow-scripts allow-same-origin\"></iframe><script>"
                        + "window.heard = []; addEventListener('message', e => { heard.push(e.data.type);"
                        + " if (e.data.type === 'UIExtensionRequest') e.source.postMessage({type: 'UIExtensionResponse',"
                        + " requestId: e.data.requestId, payload: {result: " + answer.replace("</", "<\\/")
                        + "}}, '*'); });"
                        + "document.getElementById('view').srcdoc = "
                        + MAPPER.writeValueAsString(ViewPage.html(Page.GROUPS)).replace("</", "<\\/")
                        + ";</script></html>");
        browser.look(1200, 900, false);
        browser.open(file, "");
        String shown = browser.text("new Promise(done => { let tries = 0; const look = () => { const text ="
                + " document.getElementById('view').contentDocument.body.innerText; if (text.includes('95 %') ||"
                + " tries++ > 200) done(text); else setTimeout(look, 25); }; look(); })");
        assertTrue(shown.contains("north \u00d7 female"), shown);
        assertEquals(
                "UIExtensionRequest,UIExtensionReady", browser.text("window.heard.join(',')"), "what the page said");
        assertTrue(
                browser.complaints().stream().allMatch(c -> c.contains("both allow-scripts and allow-same-origin")),
                "nothing but what KNIME's own frame is told: " + browser.complaints());
    }

    /** What is promised or spent is never shown smaller, and what is left never larger, than it is. */
    @Test
    void guaranteesAreRoundedToTheSafeSide() throws Exception {
        ObjectNode json = (ObjectNode) MAPPER.readTree(golden(ENGINE + "report/pages/ledger-golden.json"));
        json.put("spent", 2.4730001).put("left", 0.99999).put("budget", 4);
        browser.open(page(Page.LEDGER, json.toString()), "");
        assertEquals(
                "[\"2.474\",\"0.9999\",\"4\"]",
                browser.text("JSON.stringify([...document.querySelectorAll('.card b')].slice(0, 3).map(b =>"
                        + " b.textContent))"));
        JsonNode linked = MAPPER.readTree(golden(ENGINE + "report/pages/families-view-golden.json"));
        browser.open(page(Page.FAMILIES, linked.toString()), "");
        JsonNode shown = browser.evaluate(
                "[...document.querySelector('table tbody').rows].map(r => Number(r.cells[1].textContent))");
        for (int i = 0; i < shown.size(); i++) {
            double exact = linked.path("guarantees").get(i).path("epsilon").asDouble();
            assertTrue(shown.get(i).asDouble() >= exact && shown.get(i).asDouble() < 1.001 * exact + 1e-9, exact + "");
        }
        isQuiet();
    }

    @Test
    void panesAreReachedByTheKeyboardAndPrivateOnesAreFramed() throws Exception {
        browser.look(1200, 900, false);
        browser.open(page(Page.COMBINATIONS, golden(NODES + "combinations.json")), "");
        assertEquals("0", browser.text("document.querySelectorAll('section.private').length"));
        browser.evaluate("document.getElementById('tab-0').focus()");
        browser.press("ArrowRight", 39);
        assertEquals("tab-1", browser.text("document.activeElement.id"));
        assertEquals("true", browser.text("document.activeElement.getAttribute('aria-selected')"));
        assertEquals("1", browser.text("document.querySelectorAll('section.private').length"));
        assertTrue(browser.text("document.getElementById('pane').innerText").contains("do not publish"));
        browser.screenshot(TARGET.resolve("screenshots").resolve("combinations-private.png"));
        isAccessible();
        isQuiet();
    }

    /** Whoever saves a picture or its numbers from a private page cannot lose the mark on the way. */
    @Test
    void whatIsSavedFromAPrivatePageSaysSo() throws Exception {
        String watch = "(() => { window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = b => {"
                + " window.saved.push(b.text()); return make.call(URL, b); }; HTMLAnchorElement.prototype.click ="
                + " function() { window.saved.push(Promise.resolve(this.download)); };"
                + " document.querySelectorAll('figure').forEach(f => f.querySelectorAll('.tools button').forEach(b =>"
                + " { if (b.textContent !== 'PNG') b.click(); })); return 0; })()";
        for (boolean isPrivate : new boolean[] {true, false}) {
            browser.open(
                    isPrivate
                            ? page(Page.RISK, golden(NODES + "risk.json"))
                            : page(Page.LEDGER, golden(ENGINE + "report/pages/ledger-golden.json")),
                    "");
            browser.evaluate(watch);
            JsonNode saved = browser.evaluate("Promise.all(window.saved)");
            assertTrue(saved.size() >= 2 && saved.size() % 2 == 0, saved.toString());
            for (int i = 0; i < saved.size(); i += 2) {
                assertEquals(isPrivate, saved.get(i).asText().contains("do not publish"), saved.toString());
                assertEquals(isPrivate, saved.get(i + 1).asText().startsWith("private-"), saved.toString());
            }
        }
    }

    @Test
    void groupsCanBeOrderedBySize() throws Exception {
        browser.open(page(Page.GROUPS, golden(NODES + "groups.json")), "");
        browser.evaluate("{const s = document.getElementById('order'); s.value = 'largest'; s.dispatchEvent(new"
                + " Event('change'));}");
        JsonNode counts = browser.evaluate("[...document.querySelector('details tbody').rows].map(r =>"
                + " Number(r.cells[1].textContent.replace(',', '')))");
        for (int i = 1; i < counts.size(); i++) {
            assertTrue(counts.get(i - 1).asDouble() >= counts.get(i).asDouble(), counts.toString());
        }
        isQuiet();
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
        browser.open(page(Page.NAVIGATOR, json.toString()), "");
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

    /** Counts of combinations: what was not released is estimated, value by value. */
    @Test
    void combinationsThatWereNotReleasedAreEstimated() throws Exception {
        ObjectNode json = known(300);
        ArrayNode tables = json.putArray("tables");
        ObjectNode single = tables.addObject();
        single.putArray("attributes").add(0);
        single.put("error", 10.0).putArray("counts").add(150).add(240);
        single.putArray("cells").add(0).add(1);
        ObjectNode pair = tables.addObject();
        pair.putArray("attributes").add(0).add(1);
        pair.put("error", 20.0).putArray("counts").add(61);
        pair.putArray("cells").add(1 * 4 + 2);
        browser.look(1200, 900, false);
        browser.open(page(Page.NAVIGATOR, json.toString()), "");
        assertEquals("150 \u00b1 10", browser.text("document.querySelector('#bar-0-0 .number').textContent"));
        assertTrue(browser.text("document.querySelector('#bar-0-2 .number').textContent")
                .startsWith("\u2248"));
        assertEquals(
                1,
                browser.evaluate("document.querySelectorAll('#bar-0-2 .guess').length")
                        .asInt());
        click("bar-0-1");
        click("bar-1-2");
        assertEquals("61 \u00b1 20 (released count, 95 %)", count());
        click("bar-1-1");
        assertTrue(count().contains("estimated"), count());
        for (JsonNode table : tables) {
            ((ObjectNode) table).putNull("error");
        }
        browser.open(page(Page.NAVIGATOR, json.toString()), "");
        click("bar-0-1");
        assertEquals("240 (released count; its error is not known)", count(), "as of a file of another program");
        json.put("rounded", 10);
        browser.open(page(Page.NAVIGATOR, json.toString()), "");
        assertEquals("400 to 410 (released count, rounded down)", count());
        click("bar-0-1");
        assertEquals("240 to 250 (released count, rounded down)", count());
        isQuiet();
    }

    @Test
    void aLinkRestoresTheSelectionAndBothLanguagesAreThere() throws Exception {
        Path file = page(Page.NAVIGATOR, known(300).toString());
        browser.open(file, "");
        click("bar-0-2");
        assertTrue(
                browser.text("document.getElementById('sentence').textContent").contains("told from zero"));
        String link = browser.text("document.getElementById('link').getAttribute('href')");
        browser.open(file, link);
        assertEquals("3 \u00b1 10 (released count, 95 %)", count());
        speak("fr");
        assertEquals("fr", browser.text("document.documentElement.lang"));
        assertEquals("Navigateur de donn\u00e9es", browser.text("document.title"));
        assertEquals("3 \u00b1 10 (comptage publi\u00e9, 95 %)", count());
        browser.open(file, "#99:1;0:77;x|5,5000");
        assertEquals("400 \u00b1 7 or less (released count, 95 %)", count(), "a link that is wrong selects nothing");
        isQuiet();
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        browser.open(page(Page.NAVIGATOR, known(300).toString()), "");
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

    /** Counts without records, as of a node that counts: nothing is estimated. */
    @Test
    void countsAloneAreShownWithoutEstimates() throws Exception {
        browser.look(1200, 900, false);
        browser.open(page(Page.NAVIGATOR, known(0).toString()), "");
        assertEquals("150 \u00b1 10", browser.text("document.querySelector('#bar-0-0 .number').textContent"));
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('.guess').length").asInt());
        assertFalse(browser.text("document.body.innerText").contains("Synthetic records"));
        click("bar-0-1");
        assertEquals("250 \u00b1 10 (released count, 95 %)", count());
        browser.open(page(Page.NAVIGATOR, known(0).toString()), "#0:1|0,1");
        assertTrue(
                browser.text("document.getElementById('pictures').textContent").contains("From released counts."));
        assertEquals(
                1,
                browser.evaluate("document.querySelector('#pictures tbody').rows.length")
                        .asInt(),
                "the rows that are selected");
        browser.open(page(Page.NAVIGATOR, known(0).toString()), "#0:1;1:1;2:0|0,1");
        assertEquals("not released: no table holds this selection", count());
        isAccessible();
        isQuiet();
    }

    /** Prints how soon a page with twenty thousand records is there. */
    @Test
    void aPageIsThereSoon() throws Exception {
        browser.open(page(Page.NAVIGATOR, known(20_000).toString()), "");
        double shown = browser.evaluate("document.getElementById('main').dataset.shown")
                .asDouble();
        System.out.printf(Locale.ROOT, "Navigator, 20,000 records: drawn %.0f ms after it was asked for%n", shown);
        assertTrue(shown > 0);
        System.out.printf(
                Locale.ROOT,
                "Navigator without data: %.0f KB%n",
                ViewPage.standalone(Page.NAVIGATOR, "{}").length() / 1000.0);
        isQuiet();
    }

    /** Prints how long a click takes; machines differ, so that only the order of magnitude is a test. */
    @Test
    void manyRecordsStayFluid() throws Exception {
        browser.open(page(Page.NAVIGATOR, known(200_000).toString()), "");
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
