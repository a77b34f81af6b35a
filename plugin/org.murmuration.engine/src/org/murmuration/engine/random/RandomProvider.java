// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

/** Where secure bits come from: the JDK, unless a host without its security classes provides its own. Thread-safe. */
public interface RandomProvider {
    /**
     * Secret bits of the operating system.
     *
     * @param bytes filled with them
     */
    void seed(byte[] bytes);

    /**
     * A generator of keystreams.
     *
     * @return a new one
     */
    Keystream keystream();

    /**
     * The provider of this process.
     *
     * @return always the same
     */
    static RandomProvider current() {
        return ProviderChoice.CHOICE.get();
    }

    /**
     * Has the process take its random bits from what a host provides; called once, before any source was made. Its keystream
     * must pass test vectors, and its seeds must differ.
     *
     * @param provided by the host
     * @throws IllegalArgumentException when a test fails; nothing is changed then
     * @throws IllegalStateException when a source was made or another one was provided before
     */
    static void provide(RandomProvider provided) {
        ProviderChoice.test(provided);
        ProviderChoice.CHOICE.choose(provided);
    }
}
