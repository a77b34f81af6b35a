// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

/** Stand-in for the KNIME type of the same name. */
public final class DataContainerSettings {
    private static final int DEFAULT_MAX_DOMAIN_VALUES = 60;

    private final boolean m_initializeDomain;
    private final boolean m_domainUpdate;
    private final boolean m_checkDuplicateRowKeys;

    private DataContainerSettings(boolean initializeDomain, boolean domainUpdate, boolean checkDuplicateRowKeys) {
        m_initializeDomain = initializeDomain;
        m_domainUpdate = domainUpdate;
        m_checkDuplicateRowKeys = checkDuplicateRowKeys;
    }

    public static Builder builder() {
        return new BuilderImpl(getDefault());
    }

    public static DataContainerSettings getDefault() {
        return new DataContainerSettings(false, true, true);
    }

    public int getMaxDomainValues() {
        return DEFAULT_MAX_DOMAIN_VALUES;
    }

    public boolean isCheckDuplicateRowKeys() {
        return m_checkDuplicateRowKeys;
    }

    public boolean isEnableDomainUpdate() {
        return m_domainUpdate;
    }

    public boolean isInitializeDomain() {
        return m_initializeDomain;
    }

    /** Stand-in for the KNIME type of the same name. */
    public sealed interface Builder permits InternalBuilder {
        DataContainerSettings build();

        Builder withCheckDuplicateRowKeys(boolean flag);

        Builder withDomainUpdate(boolean flag);

        Builder withInitializedDomain(boolean flag);
    }

    /** Stand-in for the KNIME type of the same name. */
    public sealed interface InternalBuilder extends Builder permits BuilderImpl {}

    private record BuilderImpl(DataContainerSettings settings) implements InternalBuilder {
        @Override
        public DataContainerSettings build() {
            return settings;
        }

        @Override
        public Builder withCheckDuplicateRowKeys(boolean flag) {
            return new BuilderImpl(
                    new DataContainerSettings(settings.m_initializeDomain, settings.m_domainUpdate, flag));
        }

        @Override
        public Builder withDomainUpdate(boolean flag) {
            return new BuilderImpl(
                    new DataContainerSettings(settings.m_initializeDomain, flag, settings.m_checkDuplicateRowKeys));
        }

        @Override
        public Builder withInitializedDomain(boolean flag) {
            return new BuilderImpl(
                    new DataContainerSettings(flag, settings.m_domainUpdate, settings.m_checkDuplicateRowKeys));
        }
    }
}
