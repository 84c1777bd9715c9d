package jp.enishi.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The schemas, examples and their baseline, as files of this module. */
final class Schemas {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String SUFFIX = ".schema.json";

    private Schemas() {}

    /** Schemas of a folder by event type. */
    static TreeMap<String, JsonNode> in(String folder) {
        var found = new TreeMap<String, JsonNode>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                found.put(name.substring(0, name.length() - SUFFIX.length()), read(file));
            }
        }
        return found;
    }

    static TreeMap<String, JsonNode> current() {
        return in("src/main/resources/schemas");
    }

    /** The schema of a type as a reader gets it: from the class path. */
    static String onClassPath(String type) {
        try (InputStream in = Schemas.class.getClassLoader().getResourceAsStream("schemas/" + type + SUFFIX)) {
            if (in == null) {
                throw new IllegalArgumentException("No schema of " + type);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(String folder) {
        try (var paths = Files.list(Path.of(folder))) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
