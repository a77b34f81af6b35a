// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** Stand-in for the KNIME type of the same name. */
public interface NodeProgressMonitor {
    void checkCanceled() throws CanceledExecutionException;

    String getMessage();

    Double getProgress();

    void reset();

    void setExecuteCanceled();

    void setMessage(String text);

    default void setMessage(Supplier<String> supplier) {
        setMessage(supplier.get());
    }

    void setProgress(double value);

    void setProgress(double value, String text);

    default void setProgress(double value, Supplier<String> supplier) {
        setProgress(value, supplier.get());
    }

    void setProgress(String text);
}
