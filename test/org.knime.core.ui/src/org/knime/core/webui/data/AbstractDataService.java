// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import java.util.Optional;

/** Stand-in for the KNIME type of the same name. */
public abstract class AbstractDataService implements DataService {
    AbstractDataService() {}

    @Override
    public Optional<Runnable> deactivateRunnable() {
        return Optional.empty();
    }

    @Override
    public Optional<Runnable> disposeRunnable() {
        return Optional.empty();
    }

    /** Stand-in for the KNIME type of the same name. */
    public abstract static class AbstractDataServiceBuilder {
        public AbstractDataServiceBuilder() {}
    }
}
