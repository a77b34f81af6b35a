// SPDX-License-Identifier: Apache-2.0
package org.murmuration.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Debian's Chromium without a screen, driven by its own protocol over a socket of this machine. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PATIENCE = 60;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    private Browser(Process process, URI address) throws Exception {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(PATIENCE, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", MAPPER.createObjectNode());
        }
    }

    /** Starts a browser with a profile of its own. */
    static Browser start(Path profile) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = process.inputReader();
        String told = out.readLine();
        while (told != null && !told.startsWith(LISTENING)) {
            told = out.readLine();
        }
        if (told == null) {
            throw new IOException("The browser ended before it told its address.");
        }
        Thread drain = new Thread(() -> out.lines().forEach(line -> {
            // nobody reads what it says further, but it must not wait for that
        }));
        drain.setDaemon(true);
        drain.start();
        URI address = URI.create(told.substring(LISTENING.length()).trim());
        String base = "http://" + address.getAuthority();
        String list = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/json/list")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : MAPPER.readTree(list)) {
            if (target.path("type").asText().equals("page")) {
                return new Browser(
                        process, URI.create(target.path("webSocketDebuggerUrl").asText()));
            }
        }
        process.destroyForcibly();
        throw new IOException("The browser shows no page.");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    accept(MAPPER.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add("protocol: " + e.getMessage());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void accept(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode params = message.path("params");
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" -> complaints.add(params.toString());
            case "Runtime.consoleAPICalled" -> {
                if (params.path("type").asText().equals("error")) {
                    complaints.add(params.toString());
                }
            }
            case "Log.entryAdded" -> {
                if (List.of("error", "warning")
                        .contains(params.path("entry").path("level").asText())) {
                    complaints.add(params.path("entry").path("text").asText());
                }
            }
            case "Network.requestWillBeSent" -> requests.add(
                    params.path("request").path("url").asText());
            default -> {
                // not looked at
            }
        }
    }

    private JsonNode call(String method, ObjectNode params) throws Exception {
        int id = next.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", params);
        socket.sendText(message.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
        JsonNode result = answer.get(PATIENCE, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    /** Opens a file and forgets what the page before complained about. */
    void open(Path file, String hash) throws Exception {
        navigate("about:blank");
        complaints.clear();
        requests.clear();
        navigate(file.toUri() + hash);
    }

    private void navigate(String address) throws Exception {
        loaded = new CompletableFuture<>();
        call("Page.navigate", MAPPER.createObjectNode().put("url", address));
        loaded.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** Value of an expression; of a promise, what it promises. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = call(
                "Runtime.evaluate",
                MAPPER.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    String text(String expression) throws Exception {
        return evaluate(expression).asText();
    }

    /** Presses a key as a person does. */
    void press(String key, int code) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode params = MAPPER.createObjectNode()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key.equals(" ") ? "Space" : key)
                    .put("windowsVirtualKeyCode", code);
            if (type.equals("keyDown") && key.equals(" ")) {
                params.put("text", " ");
            }
            call("Input.dispatchKeyEvent", params);
        }
    }

    /** Size of the window, and light or dark. */
    void look(int width, int height, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                MAPPER.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = MAPPER.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", media);
    }

    /** A picture of the whole page. */
    void screenshot(Path file) throws Exception {
        ObjectNode params = MAPPER.createObjectNode().put("captureBeyondViewport", true);
        params.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", evaluate("window.innerWidth").asInt())
                .put("height", evaluate("document.documentElement.scrollHeight").asInt())
                .put("scale", 1);
        String data = call("Page.captureScreenshot", params).path("data").asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors and warnings of the console, violations of the policy among them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Addresses that the page asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroyForcibly().onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }
}
