// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.FluentNodeAPI;

/** Stand-in for the KNIME type of the same name. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {
    private final Resource m_page;
    private final Map<String, Resource> m_added = new HashMap<>();

    protected Page(Page page) {
        m_page = page.m_page;
        m_added.putAll(page.m_added);
    }

    Page(Resource page) {
        m_page = page;
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {
            @Override
            public RequireRelativePath fromString(InputStreamSupplier inputStreamSupplier, Charset charset) {
                return path -> new Page(new SuppliedResource(inputStreamSupplier, path, charset));
            }

            @Override
            public RequireRelativePath fromString(StringSupplier stringSupplier, Charset charset) {
                return fromString(bytes(stringSupplier, charset), charset);
            }
        };
    }

    private static InputStreamSupplier bytes(Supplier<String> text, Charset charset) {
        return () -> new ByteArrayInputStream(text.get().getBytes(charset));
    }

    public Page addResource(Supplier<InputStream> supplier, String text) {
        m_added.put(text, new SuppliedResource(supplier, text, StandardCharsets.UTF_8));
        return this;
    }

    public Page addResourceFromString(Supplier<String> supplier, String text) {
        return addResource(bytes(supplier, StandardCharsets.UTF_8), text);
    }

    @Override
    public Optional<Charset> getCharset() {
        return m_page.getCharset();
    }

    @Override
    public Resource.ContentType getContentType() {
        return m_page.getContentType();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return m_page.getInputStream();
    }

    @Override
    public String getRelativePath() {
        return m_page.getRelativePath();
    }

    public Optional<Resource> getResource(String text) {
        return Optional.ofNullable(m_added.get(text));
    }

    @Override
    public boolean isStatic() {
        return false;
    }

    private record SuppliedResource(Supplier<InputStream> source, String path, Charset charset) implements Resource {
        @Override
        public ContentType getContentType() {
            String suffix = path.substring(path.lastIndexOf('.') + 1);
            return switch (suffix) {
                case "html" -> ContentType.HTML;
                case "js" -> ContentType.SHADOW_APP;
                case "svg" -> ContentType.SVG;
                case "png" -> ContentType.PNG;
                default -> throw new IllegalArgumentException("No content type is known for " + path);
            };
        }

        @Override
        public InputStream getInputStream() {
            return source.get();
        }

        @Override
        public String getRelativePath() {
            return path;
        }

        @Override
        public boolean isStatic() {
            return false;
        }

        @Override
        public Optional<Charset> getCharset() {
            return Optional.of(charset);
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface InputStreamSupplier extends Supplier<InputStream> {}

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireFromFileOrString {
        RequireRelativePath fromString(InputStreamSupplier inputStreamSupplier, Charset charset);

        RequireRelativePath fromString(StringSupplier stringSupplier, Charset charset);

        default RequireRelativePath fromString(InputStreamSupplier inputStreamSupplier) {
            return fromString(inputStreamSupplier, StandardCharsets.UTF_8);
        }

        default RequireRelativePath fromString(StringSupplier stringSupplier) {
            return fromString(stringSupplier, StandardCharsets.UTF_8);
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireRelativePath {
        Page relativePath(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface StringSupplier extends Supplier<String> {}
}
