// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.murmuration.engine.dataset.CodebookException;

/**
 * A port object whose content is stored in one entry. Two of them are equal when their specs are equal and their stored
 * forms are equal byte by byte, so that what a workflow loads equals what it saved. Has no views.
 *
 * @param <T> type of the content
 */
abstract class StoredPortObject<T> extends AbstractPortObject {
    private final Form<T> form;
    private T content;
    private byte[] digest;

    /** For loading. */
    StoredPortObject(Form<T> form) {
        this.form = form;
    }

    StoredPortObject(Form<T> form, T content) {
        this.form = form;
        this.content = content;
    }

    /**
     * How content is stored.
     *
     * @param entry name of the file in the port object
     * @param writer leaves the stream open
     * @param reader also gets the spec that was loaded before
     */
    record Form<T>(String entry, Writer<T> writer, Reader<T> reader) {}

    /** Writes content. */
    interface Writer<T> {
        void write(T content, OutputStream out) throws IOException;
    }

    /** Reads content, or says what is wrong with it. */
    interface Reader<T> {
        T read(InputStream in, PortObjectSpec spec) throws IOException;
    }

    T content() {
        return content;
    }

    @Override
    public final JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected final void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(form.entry));
        form.writer.write(content, out);
        out.closeEntry();
    }

    @Override
    protected final void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !form.entry.equals(entry.getName())) {
            throw new IOException("The stored port object lacks " + form.entry + ".");
        }
        try {
            content = form.reader.read(in, spec);
        } catch (CodebookException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public final boolean equals(Object other) {
        return this == other
                || other instanceof StoredPortObject<?> o
                        && getClass() == o.getClass()
                        && getSpec().equals(o.getSpec())
                        && MessageDigest.isEqual(digest(), o.digest());
    }

    @Override
    public final int hashCode() {
        return getSpec().hashCode();
    }

    /** SHA-256 of the stored form, which may be too large to be held twice. */
    private synchronized byte[] digest() {
        if (digest == null) {
            try (DigestOutputStream out =
                    new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
                form.writer.write(content, out);
                digest = out.getMessageDigest().digest();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }
        return digest;
    }
}
