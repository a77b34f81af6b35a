// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads pages that lie beside this class. */
public final class ViewPage {
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final String DATA = "<script type=\"application/json\" id=\"murmuration-data\"";

    private ViewPage() {}

    /**
     * The text of a page, with the style and the script that all pages share put in, so that it needs no other file.
     *
     * @param name file beside this class
     * @return HTML
     */
    public static String html(String name) {
        return text(name)
                .replace("<!--style-->", "<style>\n" + text("page.css") + "</style>")
                .replace("<!--client-->", "<script>\n" + text("page.js") + "</script>")
                .replace("<!--strings-->", "<script>\n" + text("strings-en.js") + text("strings-fr.js") + "</script>")
                .replace("<!--relations-->", "<script>\n" + text("relations.js") + "</script>");
    }

    /**
     * Data with one more text.
     *
     * @param json an object
     * @param name of the text
     * @param value plain letters
     * @return the object with the text first
     */
    public static String with(String json, String name, String value) {
        return "{\"" + name + "\":\"" + value + "\"," + json.substring(1);
    }

    /**
     * A page with its data inside that needs no other file: its policy lets in its own scripts alone, known by their hashes, and
     * fetches nothing.
     *
     * @param name file beside this class
     * @param json data of the page
     * @return HTML
     */
    public static String standalone(String name, String json) {
        String page = html(name);
        StringBuilder hashes = new StringBuilder();
        Matcher scripts = SCRIPT.matcher(page);
        while (scripts.find()) {
            hashes.append(" 'sha256-").append(hash(scripts.group(1))).append('\'');
        }
        String policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src" + hashes
                + "; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">";
        // "</" would end the script element early
        return page.replace("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\">\n" + policy)
                .replace(DATA + "></script>", DATA + ">" + json.replace("</", "<\\/") + "</script>");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = ViewPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The page " + name + " is not in the bundle.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
