// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.report.pages.PublishablePage;

/**
 * Makes pages of the frame, the style and the one script that lie beside this class; the build makes the script of
 * folder web.
 */
public final class ViewPage {
    private static final String DATA = "<script type=\"application/json\" id=\"murmuration-data\"";

    private ViewPage() {}

    /**
     * A page that asks KNIME for its data and needs no other file.
     *
     * @param page which one
     * @return HTML
     */
    public static String html(Page page) {
        return page(page, script(), "");
    }

    /**
     * A page with its data inside that needs no other file: its policy lets in its own script alone, known by its hash,
     * and fetches nothing. For those who hold the records, who look at what a node shows outside KNIME; what is shared
     * has a type of its own.
     *
     * @param page which one
     * @param json data of the page
     * @return HTML
     */
    public static String standalone(Page page, String json) {
        String script = script();
        String policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-"
                + hash(script)
                + "'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">";
        // texts of the data must not end their element, nor begin a comment in it
        return page(page, script, policy)
                .replace(DATA + "></script>", DATA + ">" + json.replace("<", "\\u003c") + "</script>");
    }

    /**
     * A page to share, with its data inside. Its type says that the data were released.
     *
     * @param data of a page that is not private
     * @return HTML
     */
    public static String standalone(PublishablePage data) {
        for (Page page : Page.values()) {
            if (page.id().equals(data.name()) && !page.isPrivate()) {
                return standalone(page, data.json());
            }
        }
        throw new IllegalStateException("There is no page " + data.name() + " that may be published.");
    }

    private static String page(Page page, String script, String policy) {
        return text("index.html")
                .replace("<!--title-->", page.title())
                .replace("<!--page-->", page.id())
                .replace("<!--private-->", page.isPrivate() ? " class=\"private\"" : "")
                .replace(
                        "<!--mark-->",
                        page.isPrivate() ? "<p class=\"mark\" role=\"alert\">" + SensitiveResult.MARK + "</p>" : "")
                .replace("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\">" + policy)
                .replace("<!--style-->", "<style>\n" + text("style.css") + "</style>")
                .replace("<!--script-->", "<script>" + script + "</script>");
    }

    // at the end of the page, so that the page is there when it runs
    private static String script() {
        return text("pages.js");
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
