// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortTypeRegistry;

/** Saves and loads port objects and specs through the serializers that their bundle registered. */
public final class PortStreams {
    private static Function<InputStream, PortObjectZipInputStream> objectIn;
    private static Function<OutputStream, PortObjectZipOutputStream> objectOut;
    private static Function<InputStream, PortObjectSpecZipInputStream> specIn;
    private static Function<OutputStream, PortObjectSpecZipOutputStream> specOut;

    private PortStreams() {}

    /** Registers the stream constructors; called by the stream class alone. */
    public static void setObjectStreams(
            Function<InputStream, PortObjectZipInputStream> in, Function<OutputStream, PortObjectZipOutputStream> out) {
        objectIn = in;
        objectOut = out;
    }

    /** Registers the stream constructors; called by the stream class alone. */
    public static void setSpecStreams(
            Function<InputStream, PortObjectSpecZipInputStream> in,
            Function<OutputStream, PortObjectSpecZipOutputStream> out) {
        specIn = in;
        specOut = out;
    }

    private static void initialise() {
        try {
            Class.forName(PortObjectZipInputStream.class.getName(), true, PortStreams.class.getClassLoader());
            Class.forName(PortObjectSpecZipInputStream.class.getName(), true, PortStreams.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a port object as one zip. */
    public static void save(PortObject object, OutputStream out) throws IOException, CanceledExecutionException {
        initialise();
        PortObject.PortObjectSerializer<PortObject> serializer = PortTypeRegistry.getInstance()
                .getObjectSerializer(object.getClass())
                .orElseThrow(() -> new IOException("No serializer is registered for " + object.getClass()));
        PortObjectZipOutputStream zip = objectOut.apply(out);
        serializer.savePortObject(object, zip, new ExecutionMonitor());
        zip.finish();
    }

    /** Reads a port object written by {@link #save(PortObject, OutputStream)}. */
    public static PortObject load(Class<? extends PortObject> type, PortObjectSpec spec, InputStream in)
            throws IOException, CanceledExecutionException {
        initialise();
        return PortTypeRegistry.getInstance()
                .getObjectSerializer(type)
                .orElseThrow(() -> new IOException("No serializer is registered for " + type))
                .loadPortObject(objectIn.apply(in), spec, new ExecutionMonitor());
    }

    /** Writes a spec as one zip. */
    public static void saveSpec(PortObjectSpec spec, OutputStream out) throws IOException {
        initialise();
        PortObjectSpecZipOutputStream zip = specOut.apply(out);
        PortTypeRegistry.getInstance()
                .getSpecSerializer(spec.getClass())
                .orElseThrow(() -> new IOException("No serializer is registered for " + spec.getClass()))
                .savePortObjectSpec(spec, zip);
        zip.finish();
    }

    /** Reads a spec written by {@link #saveSpec(PortObjectSpec, OutputStream)}. */
    public static PortObjectSpec loadSpec(Class<? extends PortObjectSpec> type, InputStream in) throws IOException {
        initialise();
        return PortTypeRegistry.getInstance()
                .getSpecSerializer(type)
                .orElseThrow(() -> new IOException("No serializer is registered for " + type))
                .loadPortObjectSpec(specIn.apply(in));
    }
}
