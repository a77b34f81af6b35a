// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.io.IOException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.csv.CsvFormatException;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.ReleaseException;

/** Runs engine work for a node and translates its errors; every message says what to do. */
public final class Work {
    private static final String DEFAULT_REMEDY = "Change the settings or the input as the message says.";

    private Work() {}

    /** Engine work that may fail in the ways the engine documents. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the work.
         *
         * @throws IOException when a file cannot be read or written
         * @throws ReleaseException when a release cannot be written
         * @throws CanceledExecutionException when the user canceled
         * @throws InvalidSettingsException when the input does not fit the settings
         * @throws LedgerException when a ledger refuses or cannot be used
         */
        void run()
                throws IOException, ReleaseException, CanceledExecutionException, InvalidSettingsException,
                        LedgerException;
    }

    /**
     * Runs the work of an execution.
     *
     * @param body the work
     * @throws CanceledExecutionException when the user canceled
     * @throws KNIMEException when the work failed, with what to do
     */
    public static void execute(Body body) throws CanceledExecutionException, KNIMEException {
        try {
            body.run();
        } catch (CanceledException e) {
            throw new CanceledExecutionException();
        } catch (CsvFormatException | ReleaseException | IllegalArgumentException e) {
            throw failure(e.getMessage(), DEFAULT_REMEDY, e);
        } catch (InvalidSettingsException e) {
            throw failure(e.getMessage(), DEFAULT_REMEDY, e);
        } catch (LedgerException e) {
            throw failure(e.getMessage(), "Look at the ledger with the Privacy Ledger Report node.", e);
        } catch (IOException e) {
            throw failure(
                    "A file could not be read or written: " + e.getMessage(),
                    "Check the path, the permissions and the free space.",
                    e);
        } catch (OutOfMemoryError e) {
            throw failure(
                    "There is not enough memory for this work.",
                    "Give KNIME more memory (-Xmx in knime.ini), or use fewer attributes or wider bins.",
                    e);
        }
    }

    /**
     * Runs the checks of a configuration.
     *
     * @param body the checks
     * @throws InvalidSettingsException when a check failed
     */
    public static void configure(Body body) throws InvalidSettingsException {
        try {
            body.run();
        } catch (ReleaseException | LedgerException | IllegalArgumentException | IOException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        } catch (CanceledExecutionException e) {
            throw new InvalidSettingsException("The configuration was canceled.", e);
        }
    }

    private static KNIMEException failure(String summary, String remedy, Throwable cause) {
        return KNIMEException.of(
                Message.builder()
                        .withSummary(summary == null ? cause.getClass().getSimpleName() : summary)
                        .addResolutions(remedy)
                        .build()
                        .orElseThrow(),
                cause);
    }

    /**
     * Passes progress and cancellation on to the engine.
     *
     * @param exec KNIME's monitor
     * @return the engine's monitor
     */
    public static ProgressMonitor monitor(ExecutionMonitor exec) {
        return new ProgressMonitor() {
            @Override
            public void report(double fraction, String stage) {
                exec.setProgress(fraction, () -> stage);
            }

            @Override
            public boolean isCanceled() {
                try {
                    exec.checkCanceled();
                    return false;
                } catch (CanceledExecutionException e) {
                    return true;
                }
            }
        };
    }
}
