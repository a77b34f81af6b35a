// SPDX-License-Identifier: Apache-2.0
package org.knime.core.util;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.murmuration.standin.core.WorkflowLocation;

/** Stand-in for the KNIME type of the same name: knows local files and the current workflow. */
public final class FileUtil {
    private static final String KNIME = "knime:";
    private static final String WORKFLOW_HOST = "knime.workflow";

    private FileUtil() {}

    public static URL toURL(String text) throws MalformedURLException, InvalidPathException {
        if (text.isEmpty()) {
            throw new InvalidPathException("", "Empty path");
        }
        String escaped = text.replace(" ", "%20");
        if (escaped.startsWith(KNIME)) {
            return new URL(null, escaped, new KnimeUrlHandler());
        }
        try {
            return new URL(escaped);
        } catch (MalformedURLException ex) {
            return Paths.get(text).toAbsolutePath().toUri().toURL();
        }
    }

    public static Path resolveToPath(URL url) throws IOException, URISyntaxException {
        if (url.getProtocol().equalsIgnoreCase("file")) {
            return Paths.get(url.toURI());
        }
        if (!url.getProtocol().equalsIgnoreCase("knime")) {
            return null;
        }
        if (!WORKFLOW_HOST.equals(url.getHost())) {
            throw new IOException("Only workflow-relative URLs are known here: " + url);
        }
        Path workflow = WorkflowLocation.get()
                .orElseThrow(() -> new IOException("No workflow is running, so " + url + " cannot be resolved."));
        String path = url.toURI().getPath();
        Path resolved = workflow.resolve(path.startsWith("/") ? path.substring(1) : path)
                .normalize();
        if (!resolved.startsWith(workflow)) {
            throw new IOException(
                    "Cannot access items outside the workflow because it is not imported into a space: '" + url + "'");
        }
        return resolved;
    }

    private static final class KnimeUrlHandler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            try {
                return resolveToPath(url).toUri().toURL().openConnection();
            } catch (URISyntaxException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
