package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that a comment, a script or another page sends its reader to is there. */
class NamedPagesTest {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".enishi");
    private static final Pattern PAGE = Pattern.compile("docs/[\\w./-]*\\.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @TempDir
    Path folder;

    private static List<String> missing(Path root) throws IOException {
        List<String> missing = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean planted = folder.endsWith("src/test");
                return planted || NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String text;
                try {
                    text = Files.readString(file);
                } catch (MalformedInputException picture) {
                    return FileVisitResult.CONTINUE;
                }
                Matcher page = PAGE.matcher(text);
                while (page.find()) {
                    if (!Files.exists(root.resolve(page.group())) && !Files.exists(file.resolveSibling(page.group()))) {
                        missing.add(root.relativize(file) + " names " + page.group());
                    }
                }
                Matcher link = LINK.matcher(file.toString().endsWith(".md") ? text : "");
                while (link.find()) {
                    if (!Files.exists(file.resolveSibling(link.group(1)))) {
                        missing.add(root.relativize(file) + " links to " + link.group(1));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return missing;
    }

    @Test
    void everyNamedPageIsThere() throws IOException {
        assertThat(missing(Tree.ROOT)).isEmpty();
    }

    @Test
    void plantedNamesOfMissingPagesAreFound() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/there.md"), "[here](there.md#x) and [gone](gone.md)");
        Files.writeString(folder.resolve("compose.yml"), "# see docs/there.md and docs/compose.md");
        assertThat(missing(folder))
                .containsExactlyInAnyOrder("docs/there.md links to gone.md", "compose.yml names docs/compose.md");
    }
}
