package jp.enishi.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
    @TempDir
    Path folder;

    @Test
    void chromiumIsTakenBeforeChromeWhereverItLies() throws IOException {
        Path chrome = program("one/google-chrome");
        Path chromium = program("two/chromium");
        assertThat(Chromium.executable(Optional.empty(), chrome.getParent() + ":" + chromium.getParent()))
                .isEqualTo(chromium);
        assertThat(Chromium.executable(Optional.empty(), chrome.getParent().toString()))
                .isEqualTo(chrome);
    }

    @Test
    void whoSaysWhereItIsIsBelieved() throws IOException {
        Path chromium = program("two/chromium");
        assertThat(Chromium.executable(
                        Optional.of("/opt/mine"), chromium.getParent().toString()))
                .isEqualTo(Path.of("/opt/mine"));
    }

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
