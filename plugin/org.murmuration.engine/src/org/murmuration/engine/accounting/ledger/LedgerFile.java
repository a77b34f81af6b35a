// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.murmuration.engine.internal.Hex;
import org.murmuration.engine.json.JsonException;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.random.RandomProvider;

/**
 * The files of a ledger: lines that are only ever appended, each with an HMAC over itself and the one before.
 *
 * <p><b>Folder.</b> {@code ledger.jsonl} the lines; {@code ledger.key} the key; {@code ledger.head} number and HMAC of
 * the last line that is known to be on disk, with an HMAC of its own; {@code ledger.lock}; {@code releases} the stored
 * values. All are readable by their owner alone where the file system knows permissions.
 *
 * <p><b>Kill at any byte.</b> A line counts once it is synced; only then the caller goes on, and only then the head is
 * moved. A last line that is incomplete, or does not verify and lies beyond the head, was never acknowledged: it is
 * dropped. Fewer lines than the head says, or a line that does not verify at or before it, is tampering.
 *
 * <p><b>Limits.</b> Whoever can read the key can forge a ledger, and whoever restores the whole folder from an old copy
 * undoes what came after; keep the folder where neither happens.
 */
final class LedgerFile {
    static final String LINES = "ledger.jsonl";
    static final String KEY = "ledger.key";
    static final String HEAD = "ledger.head";
    static final String LOCK = "ledger.lock";
    static final String STORE = "releases";

    private static final long LOCK_SECONDS = 60;
    private static final int TAG = 64;
    private static final String OPENING = "{\"entry\":";
    private static final String MIDDLE = ",\"mac\":\"";
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCAL = new ConcurrentHashMap<>();

    private final Path folder;
    private final Hmac lineKey;
    private final Hmac storeKey;
    private final Hmac headKey;
    private final Hmac requestKey;
    private final Hmac fingerprintKey;
    private final Hmac elsewhereKey;

    /** Verified lines of a ledger; {@code end} is where the next one goes. */
    record Lines(List<JsonObject> entries, String lastTag, long end) {}

    /** Work under the lock. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException, LedgerException;
    }

    private LedgerFile(Path folder, byte[] key) {
        this.folder = folder;
        Hmac root = new Hmac(key);
        lineKey = root.derive("line");
        storeKey = root.derive("store");
        headKey = root.derive("head");
        requestKey = root.derive("request");
        fingerprintKey = root.derive("fingerprint");
        elsewhereKey = root.derive("fingerprint elsewhere");
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(LINES));
    }

    /** Creates the folder with a key and no line. Called under the lock. */
    static LedgerFile create(Path folder) throws IOException {
        byte[] key = new byte[32];
        RandomProvider.current().seed(key);
        Files.createDirectories(folder.resolve(STORE));
        restrict(folder, true);
        restrict(folder.resolve(STORE), true);
        replace(folder.resolve(KEY), Hex.of(key).getBytes(StandardCharsets.US_ASCII));
        return new LedgerFile(folder, key);
    }

    /** Opens an existing folder. */
    static LedgerFile open(Path folder) throws IOException, LedgerException {
        Path keyFile = folder.resolve(KEY);
        if (!Files.exists(keyFile)) {
            throw damaged("Its key file " + KEY + " is missing. Restore the whole folder from where it was kept.");
        }
        try {
            byte[] key = Hex.parse(
                    Files.readString(keyFile, StandardCharsets.US_ASCII).trim());
            if (key.length != 32) {
                throw damaged("Its key file " + KEY + " is not a key.");
            }
            return new LedgerFile(folder, key);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    LedgerException.Reason.DAMAGED, "The ledger is damaged. Its key file is not a key.", e);
        }
    }

    static LedgerException damaged(String why) {
        return new LedgerException(
                LedgerException.Reason.DAMAGED,
                "The ledger was changed outside of this software or is damaged, so its count cannot be trusted. "
                        + why);
    }

    Hmac requestKey() {
        return requestKey.copy();
    }

    Hmac fingerprintKey() {
        return fingerprintKey.copy();
    }

    /** Makes the keys of fingerprints that leave this machine, one for each request. */
    Hmac elsewhereKey() {
        return elsewhereKey.copy();
    }

    /** Runs work while no other thread or process uses the ledger. */
    static <T> T locked(Path folder, Body<T> body) throws IOException, LedgerException {
        ReentrantLock local = LOCAL.computeIfAbsent(folder, f -> new ReentrantLock());
        try {
            if (!local.tryLock(LOCK_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "Waiting for the ledger was interrupted; nothing was spent.",
                    e);
        }
        try {
            Path file = folder.resolve(LOCK);
            if (local.getHoldCount() > 1) {
                return body.run();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (!lock.isValid()) {
                    throw busy();
                }
                return body.run();
            }
        } finally {
            local.unlock();
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException, LedgerException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS);
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw busy();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static LedgerException busy() {
        return new LedgerException(
                LedgerException.Reason.UNAVAILABLE,
                "Another program holds the ledger for more than " + LOCK_SECONDS + " seconds. Close it and try again.");
    }

    /** Reads and verifies all lines. Called under the lock. */
    Lines read() throws IOException, LedgerException {
        byte[] bytes = Files.exists(folder.resolve(LINES)) ? Files.readAllBytes(folder.resolve(LINES)) : new byte[0];
        Head head = readHead();
        long acknowledged = head == null ? 0 : head.count();
        String sealed = head == null ? "" : head.tag();
        List<JsonObject> entries = new ArrayList<>();
        String tag = "";
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            boolean last = end >= bytes.length - 1;
            String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            JsonObject entry = end < bytes.length ? verify(line, tag, entries.size()) : null;
            if (entry == null) {
                if (last && entries.size() >= acknowledged) {
                    break; // torn: it was never acknowledged
                }
                throw damaged("Line " + (entries.size() + 1) + " does not carry the seal of this ledger.");
            }
            entries.add(entry);
            tag = line.substring(line.length() - TAG - 2, line.length() - 2);
            if (entries.size() == acknowledged && !tag.equals(sealed)) {
                throw damaged("Line " + entries.size() + " is not the one that was written.");
            }
            start = end + 1;
        }
        if (entries.size() < acknowledged) {
            throw damaged("It has " + entries.size() + " lines, but " + acknowledged + " were written.");
        }
        if (head == null && entries.size() > 1) {
            throw damaged("Its file " + HEAD + " is missing.");
        }
        return new Lines(entries, tag, start);
    }

    /** The entry of a line, or null when its seal is wrong. */
    private JsonObject verify(String line, String previous, int sequence) {
        int cut = line.length() - TAG - 2 - MIDDLE.length();
        if (cut < OPENING.length()
                || !line.startsWith(OPENING)
                || !line.startsWith(MIDDLE, cut)
                || !line.endsWith("\"}")) {
            return null;
        }
        String entry = line.substring(OPENING.length(), cut);
        if (!tag(entry, previous).equals(line.substring(cut + MIDDLE.length(), line.length() - 2))) {
            return null;
        }
        try {
            JsonObject json = JsonObject.parse(entry);
            return json.getInt("sequence", -1) == sequence ? json : null;
        } catch (JsonException e) {
            return null; // sealed by us and yet no JSON: treated like any other line without a seal
        }
    }

    private String tag(String entry, String previous) {
        return lineKey.hex(
                previous.getBytes(StandardCharsets.US_ASCII), "\n".getBytes(StandardCharsets.US_ASCII), utf8(entry));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Appends an entry and returns when it is on disk. Called under the lock. */
    Lines append(Lines lines, JsonObject entry) throws IOException {
        entry.put("sequence", lines.entries.size()).put("previous", lines.lastTag);
        String text = entry.compact();
        String tag = tag(text, lines.lastTag);
        byte[] bytes = utf8(OPENING + text + MIDDLE + tag + "\"}\n");
        Path file = folder.resolve(LINES);
        boolean fresh = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(lines.end); // drops a torn line
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            for (long at = lines.end; buffer.hasRemaining(); ) {
                at += channel.write(buffer, at);
            }
            channel.force(true);
        }
        if (fresh) {
            restrict(file, false);
            syncFolder(folder);
        }
        List<JsonObject> entries = new ArrayList<>(lines.entries);
        entries.add(entry);
        writeHead(entries.size(), tag);
        return new Lines(entries, tag, lines.end + bytes.length);
    }

    private void writeHead(long count, String tag) throws IOException {
        String text = count + " " + tag;
        replace(folder.resolve(HEAD), utf8(text + " " + headKey.hex(text)));
    }

    /** Number and tag of the last line that was acknowledged. */
    private record Head(long count, String tag) {}

    private Head readHead() throws IOException, LedgerException {
        Path file = folder.resolve(HEAD);
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).trim();
        int cut = text.lastIndexOf(' ');
        if (cut < 0 || !headKey.hex(text.substring(0, cut)).equals(text.substring(cut + 1))) {
            throw damaged("Its file " + HEAD + " does not carry the seal of this ledger.");
        }
        String[] parts = text.substring(0, cut).split(" ");
        return new Head(Long.parseLong(parts[0]), parts[1]);
    }

    private Path stored(String release) {
        return folder.resolve(STORE).resolve(release + ".bin");
    }

    /** Stores released values: the bytes, then their seal. */
    void store(String release, byte[] values) throws IOException {
        byte[] seal = storeKey.of(utf8(release + "\n"), values);
        replace(
                stored(release),
                ByteBuffer.allocate(values.length + seal.length)
                        .put(values)
                        .put(seal)
                        .array());
    }

    /** Stored values, or null when there are none. */
    byte[] load(String release) throws IOException, LedgerException {
        Path file = stored(release);
        if (!Files.exists(file)) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(file);
        int cut = bytes.length - 32;
        byte[] values = java.util.Arrays.copyOf(bytes, Math.max(0, cut));
        if (cut < 0
                || !storeKey.verify(
                        java.util.Arrays.copyOfRange(bytes, cut, bytes.length), utf8(release + "\n"), values)) {
            throw damaged("The stored values of release " + release + " do not carry its seal.");
        }
        return values;
    }

    /** Writes a file whole or not at all. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            restrict(draft, false);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file.getParent());
    }

    /** Puts the name of a new file on disk, where the system can; Windows syncs names by itself. */
    private static void syncFolder(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static void restrict(Path path, boolean isFolder) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(isFolder ? "rwx------" : "rw-------"));
        }
    }
}
