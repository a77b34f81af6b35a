// SPDX-License-Identifier: Apache-2.0
package org.murmuration.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** Starts Equinox in processes of its own: p2's director, and installations. */
final class Director {
    /** How a process ended. */
    record Outcome(int code, String output) {}

    /** Beginnings of the symbolic names of p2 and of what it stands on. */
    private static final List<String> OF_P2 =
            List.of("org.eclipse.", "org.apache.felix.", "org.osgi.", "org.sat4j.", "org.tukaani.", "bcp");

    private final Path work;

    Director(Path work) {
        this.work = work;
    }

    /** Calls the director application, which runs from the bundles on the class path of this test. */
    Outcome call(String... args) throws IOException, InterruptedException {
        Path configuration = Files.createDirectories(work.resolve("director"));
        StringBuilder bundles = new StringBuilder();
        Path osgi = null;
        Path launcher = null;
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = symbolicName(jar);
            if (name == null || OF_P2.stream().noneMatch(name::startsWith)) {
                continue;
            }
            if (name.equals("org.eclipse.osgi")) {
                osgi = jar;
                continue;
            }
            if (name.equals("org.eclipse.equinox.launcher")) {
                launcher = jar;
            }
            String start = startLevel(name, jar);
            bundles.append(bundles.length() == 0 ? "" : ",")
                    .append("reference:")
                    .append(jar.toUri())
                    .append(start);
        }
        Files.writeString(
                configuration.resolve("config.ini"),
                "osgi.bundles=" + bundles + "\nosgi.bundles.defaultStartLevel=4\nosgi.framework=" + osgi.toUri()
                        + "\neclipse.p2.data.area=" + work.resolve("p2data").toUri() + "\n");
        List<String> command = new ArrayList<>(List.of(
                "-Djava.awt.headless=true",
                "-jar",
                launcher.toString(),
                "-nosplash",
                "-consoleLog",
                "-configuration",
                configuration.toString(),
                "-data",
                work.resolve("workspace").toString(),
                "-application",
                "org.eclipse.equinox.p2.director"));
        command.addAll(List.of(args));
        return java(command);
    }

    /** Declarative services are found in started bundles only. */
    private static String startLevel(String name, Path jar) throws IOException {
        return switch (name) {
            case "org.apache.felix.scr" -> "@1:start";
            case "org.eclipse.equinox.common" -> "@2:start";
            case "org.eclipse.core.runtime" -> "@4:start";
            default -> header(jar, "Service-Component") == null ? "" : "@3:start";
        };
    }

    private static String header(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue(name);
        }
    }

    private static String symbolicName(Path jar) throws IOException {
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            return null;
        }
        String name = header(jar, "Bundle-SymbolicName");
        return name == null ? null : name.split(";")[0].trim();
    }

    /** Runs Java, set for short runs, and gathers what it prints; ends it after five minutes. */
    Outcome java(List<String> args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(args);
        Path log = Files.createTempFile(work, "run", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("did not end: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }
}
