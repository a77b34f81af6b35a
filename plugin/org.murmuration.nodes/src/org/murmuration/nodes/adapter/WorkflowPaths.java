// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.FileUtil;

/** Resolves the paths that users type. */
public final class WorkflowPaths {
    private static final String WORKFLOW_FILE = "knime://knime.workflow/file";

    private WorkflowPaths() {}

    /**
     * Resolves a path: absolute ones as they are, {@code knime:} and {@code file:} URLs through KNIME, and relative
     * ones against the folder of the workflow.
     *
     * @param text what the user typed
     * @param what what it is the path of, for the message
     * @return an absolute path
     * @throws InvalidSettingsException when the text is blank or no local path
     */
    public static Path resolve(String text, String what) throws InvalidSettingsException {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.isEmpty()) {
            throw new InvalidSettingsException("No path is given for " + what + ". Enter it in the dialog.");
        }
        try {
            if (trimmed.startsWith("knime:") || trimmed.startsWith("file:")) {
                return url(trimmed)
                        .orElseThrow(() -> new InvalidSettingsException("The path of " + what
                                + " cannot be resolved to a local file. Use a path on this computer."));
            }
            Path path = Path.of(trimmed);
            if (path.isAbsolute()) {
                return path.normalize();
            }
            return workflow().orElse(Path.of("").toAbsolutePath()).resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException("The path of " + what + " is not a path: " + e.getReason() + ".", e);
        }
    }

    /**
     * Folder of the current workflow.
     *
     * @return empty outside of a workflow on this computer
     */
    public static Optional<Path> workflow() {
        return url(WORKFLOW_FILE).map(Path::getParent);
    }

    private static Optional<Path> url(String text) {
        try {
            Path path = FileUtil.resolveToPath(FileUtil.toURL(text));
            return Optional.ofNullable(path).map(p -> p.toAbsolutePath().normalize());
        } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not a file of this computer; the caller says what to do
        }
    }
}
