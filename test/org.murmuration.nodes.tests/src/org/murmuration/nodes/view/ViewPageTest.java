// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages that stand alone, and their languages. */
class ViewPageTest {
    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher m = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    @Test
    void aPageOfItsOwnLetsItsScriptsInAloneAndFetchesNothing() throws Exception {
        String page = ViewPage.standalone("navigator.html", "{\"x\":\"</script><b>\"}");
        String policy =
                all("Content-Security-Policy\" content=\"([^\"]*)\"", page).get(0);
        assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
        assertFalse(policy.contains("http"), policy);
        List<String> scripts = all("<script>(.*?)</script>", page);
        assertEquals(4, scripts.size(), "client, pictures, languages, the page itself");
        assertEquals(4, all("'sha256-([^']*)'", policy).size());
        for (String script : scripts) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertTrue(policy.contains(Base64.getEncoder().encodeToString(hash)));
        }
        assertFalse(page.contains("</script><b>"), "data cannot end the element they stand in");
        assertTrue(page.contains("<\\/script><b>"));
        assertFalse(page.contains("<!--strings-->") || page.contains("<!--relations-->"));
        for (String address : all("(https?://[^\"'\\s)]*)", page)) {
            assertTrue(address.startsWith("http://www.w3.org/"), "names of namespaces alone: " + address);
        }
        assertTrue(page.length() < 100_000, "a page without data is small: " + page.length());
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        String page = ViewPage.html("navigator.html");
        String english = page.substring(page.indexOf("const strings"), page.indexOf("strings.fr"));
        String french = page.substring(page.indexOf("strings.fr"), page.indexOf("};", page.indexOf("strings.fr")));
        List<String> keys = all("\n  (\\w+): '", english);
        assertEquals(new TreeSet<>(keys), new TreeSet<>(all("\n  (\\w+): '", french)));
        for (String key : keys) {
            assertEquals(places(key, english), places(key, french), key);
        }
        for (String used : all("[^\\w]t\\('(\\w+)'", page)) {
            assertTrue(keys.contains(used), used);
        }
        for (String used : all("button\\('(\\w+)'", page)) {
            assertTrue(keys.contains(used), used);
        }
    }

    private static TreeSet<String> places(String key, String texts) {
        String line = all("\n  " + key + ": ('.*?'),?\n", texts).get(0);
        return new TreeSet<>(all("(\\{\\d\\})", line));
    }
}
