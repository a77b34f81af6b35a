// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.Arrays;
import org.murmuration.engine.internal.Capacity;

/** Codes of one attribute in the smallest primitive width that holds the domain; unsigned inside. */
final class CodeColumn {
    private byte[] bytes;
    private short[] shorts;
    private int[] ints;
    private int size;

    CodeColumn(int domainSize, int capacity) {
        if (domainSize <= 1 << Byte.SIZE) {
            bytes = new byte[capacity];
        } else if (domainSize <= 1 << Short.SIZE) {
            shorts = new short[capacity];
        } else {
            ints = new int[capacity];
        }
    }

    void add(int code) {
        if (bytes != null) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, Capacity.after(size));
            }
            bytes[size++] = (byte) code;
        } else if (shorts != null) {
            if (size == shorts.length) {
                shorts = Arrays.copyOf(shorts, Capacity.after(size));
            }
            shorts[size++] = (short) code;
        } else {
            if (size == ints.length) {
                ints = Arrays.copyOf(ints, Capacity.after(size));
            }
            ints[size++] = code;
        }
    }

    void trim() {
        if (bytes != null) {
            bytes = Arrays.copyOf(bytes, size);
        } else if (shorts != null) {
            shorts = Arrays.copyOf(shorts, size);
        } else {
            ints = Arrays.copyOf(ints, size);
        }
    }

    int get(int row) {
        if (bytes != null) {
            return bytes[row] & 0xff;
        }
        return shorts != null ? shorts[row] & 0xffff : ints[row];
    }

    void copyTo(int from, int count, int[] target) {
        if (bytes != null) {
            for (int i = 0; i < count; i++) {
                target[i] = bytes[from + i] & 0xff;
            }
        } else if (shorts != null) {
            for (int i = 0; i < count; i++) {
                target[i] = shorts[from + i] & 0xffff;
            }
        } else {
            System.arraycopy(ints, from, target, 0, count);
        }
    }
}
