// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that stand alone, and their languages. */
class ViewPageTest {
    private static final Path WEB =
            Path.of(System.getProperty("murmuration.root")).resolve("plugin/org.murmuration.nodes/web");

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher m = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void aPageOfItsOwnLetsItsScriptInAloneAndFetchesNothing(Page which) throws Exception {
        String page = ViewPage.standalone(which, "{\"x\":\"<!--<script></script><b>\"}");
        String policy =
                all("Content-Security-Policy\" content=\"([^\"]*)\"", page).get(0);
        assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
        assertFalse(policy.contains("http"), policy);
        List<String> scripts = all("<script>(.*?)</script>", page);
        assertEquals(1, scripts.size());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(scripts.get(0).getBytes(StandardCharsets.UTF_8));
        assertTrue(policy.contains(Base64.getEncoder().encodeToString(hash)));
        assertFalse(page.contains("</script><b>"), "data cannot end the element they stand in");
        assertTrue(page.contains("\\u003c!--\\u003cscript>\\u003c/script>\\u003cb>"));
        assertFalse(page.contains("<!--style-->")
                || page.contains("<!--script-->")
                || page.contains("<!--page-->")
                || page.contains("<!--mark-->"));
        assertEquals(
                which.isPrivate(),
                page.contains("<p class=\"mark\" role=\"alert\">contains sensitive results: do not publish</p>"));
        assertFalse(
                page.contains("eval(") || page.contains("new Function("), "a strict policy lets in no made-up code");
        assertEquals(
                which.isPrivate(),
                page.contains("class=\"private\" data-page")
                        || page.contains("data-page=\"" + which.id() + "\" class=\"private\""));
        assertTrue(page.length() < 1_500_000, "a page without data is small: " + page.length());
    }

    private static String source(String name) throws IOException {
        return Files.readString(WEB.resolve(name));
    }

    /** The source of the texts of a language, each on one line: long ones are written in several parts. */
    private static String texts(String language) throws IOException {
        return source("strings/" + language + ".js")
                .replaceAll("' \\+\\n +'", "")
                .replaceAll("':\\n +'", "': '");
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        String english = texts("en");
        String french = texts("fr");
        List<String> keys = all("\n  '((?:[^'\\\\]|\\\\.)+)': '", english);
        assertTrue(keys.size() > 300, keys.size() + " texts");
        assertEquals(keys.size(), new TreeSet<>(keys).size(), "a key twice");
        TreeSet<String> others = new TreeSet<>(all("\n  '((?:[^'\\\\]|\\\\.)+)': '", french));
        others.removeIf(k -> k.startsWith("meaning.")); // their English is the engine's
        assertEquals(new TreeSet<>(keys), others);
        for (String key : keys) {
            assertEquals(places(key, english), places(key, french), key);
        }
    }

    @Test
    void pagesUseTextsThatAreThere() throws IOException {
        TreeSet<String> keys = new TreeSet<>(all("\n  '((?:[^'\\\\]|\\\\.)+)': '", texts("en")));
        try (Stream<Path> files = Files.walk(WEB)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
                for (String used : all("[^\\w]t\\(\\s*'([\\w.-]+)'", Files.readString(file))) {
                    assertTrue(keys.contains(used), file.getFileName() + ": " + used);
                }
            }
        }
        for (Page page : Page.values()) {
            assertTrue(keys.contains(page.id() + ".title"), page.id());
            assertTrue(texts("en").contains("'" + page.id() + ".title': '" + page.title() + "'"), page.title());
            assertTrue(source("main.js").contains(page.id()), page.id());
        }
    }

    private static TreeSet<String> places(String key, String texts) {
        String line =
                all("\n  '" + Pattern.quote(key) + "': ('.*?'),?\n", texts).get(0);
        return new TreeSet<>(all("(\\{\\d\\})", line));
    }
}
