// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import java.nio.file.Path;
import java.util.Optional;

/** The folder of the workflow whose node is being configured or executed on this thread. */
public final class WorkflowLocation {
    private static final InheritableThreadLocal<Path> CURRENT = new InheritableThreadLocal<>();

    private WorkflowLocation() {}

    /** Sets the folder, or forgets it when null. */
    public static void set(Path folder) {
        if (folder == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(folder.toAbsolutePath().normalize());
        }
    }

    /** The folder, if a workflow is running. */
    public static Optional<Path> get() {
        return Optional.ofNullable(CURRENT.get());
    }
}
