// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** Stand-in for the KNIME type of the same name. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {
    private static final String ENTRY = "content.xml";

    public AbstractSimplePortObjectSpec() {}

    protected abstract void load(ModelContentRO modelContentRO) throws InvalidSettingsException;

    protected abstract void save(ModelContentWO modelContentWO);

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof AbstractSimplePortObjectSpec other
                && getClass() == other.getClass()
                && content().toString().equals(other.content().toString());
    }

    @Override
    public int hashCode() {
        return content().toString().hashCode();
    }

    private ModelContent content() {
        ModelContent content = new ModelContent("spec");
        save(content);
        return content;
    }

    /** Stand-in for the KNIME type of the same name. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
            extends PortObjectSpec.PortObjectSpecSerializer<T> {
        public AbstractSimplePortObjectSpecSerializer() {}

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObjectSpec(PortObjectSpecZipInputStream portObjectSpecZipInputStream) throws IOException {
            ZipEntry entry = portObjectSpecZipInputStream.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("Expected the zip entry " + ENTRY);
            }
            ModelContentRO content = ModelContent.loadFromXML(portObjectSpecZipInputStream);
            Class<?> type =
                    (Class<?>) ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
            try {
                T result = (T) type.getConstructor().newInstance();
                result.load(content.getModelContent("model"));
                return result;
            } catch (ReflectiveOperationException | InvalidSettingsException e) {
                throw new IOException("Cannot load " + type.getName(), e);
            }
        }

        @Override
        public void savePortObjectSpec(T value, PortObjectSpecZipOutputStream portObjectSpecZipOutputStream)
                throws IOException {
            ModelContent content = new ModelContent(ENTRY);
            content.addString("class_name", value.getClass().getName());
            value.save(content.addModelContent("model"));
            portObjectSpecZipOutputStream.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(portObjectSpecZipOutputStream);
        }
    }
}
