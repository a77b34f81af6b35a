// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.progress;

/**
 * Told by long work how far it is, and asked whether to go on. Implementations must allow calls from several threads.
 */
public interface ProgressMonitor {
    /** Listens to nothing and never cancels. */
    ProgressMonitor NONE = new ProgressMonitor() {
        @Override
        public void report(double fraction, String stage) {
            // nobody listens
        }

        @Override
        public boolean isCanceled() {
            return false;
        }
    };

    /**
     * Reports progress.
     *
     * @param fraction part of the work done, 0 to 1; smaller than before is ignored
     * @param stage what is being done, a phrase free of data
     */
    void report(double fraction, String stage);

    /**
     * Whether the user asked to stop.
     *
     * @return true once the work shall stop
     */
    boolean isCanceled();

    /**
     * Stops the work when it was canceled.
     *
     * @throws CanceledException when {@link #isCanceled()}
     */
    default void checkCanceled() {
        if (isCanceled()) {
            throw new CanceledException();
        }
    }

    /**
     * A monitor for a part of this work.
     *
     * @param from where the part begins, 0 to 1
     * @param to where the part ends, {@code from} to 1
     * @return a monitor whose 0 to 1 is mapped to {@code from} to {@code to}
     */
    default ProgressMonitor part(double from, double to) {
        ProgressMonitor whole = this;
        return new ProgressMonitor() {
            @Override
            public void report(double fraction, String stage) {
                whole.report(from + (to - from) * Math.min(1, Math.max(0, fraction)), stage);
            }

            @Override
            public boolean isCanceled() {
                return whole.isCanceled();
            }
        };
    }
}
