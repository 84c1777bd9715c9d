package jp.enishi.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** This machine's browser: what {@code CHROME_PATH} names, or else Chromium, or else Chrome, which is the same to the tests. */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** @throws IllegalStateException when there is none */
    static Path executable() {
        return executable(
                Optional.ofNullable(System.getenv("CHROME_PATH")),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Path executable(Optional<String> named, String searched) {
        return named.map(Path::of)
                .or(() -> NAMES.stream()
                        .flatMap(name -> Stream.of(searched.split(":")).map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst())
                .orElseThrow(
                        () -> new IllegalStateException("there is no Chromium or Chrome on this machine: install one"
                                + " ('apt-get install chromium'), or say where it is with CHROME_PATH"));
    }
}
