package jp.enishi.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting of the services, read from their properties and sources. */
final class Settings {

    /** One setting: its default as it is written, by service. */
    record Setting(String name, Map<String, String> defaults) {
        /** What it is when nothing is said; the name of a service is written as {@code <service>}. */
        String byDefault() {
            return new TreeSet<>(defaults.entrySet().stream()
                            .map(one -> one.getValue()
                                    .replace("${quarkus.application.name}", "<service>")
                                    .replaceFirst("^" + one.getKey() + "(_owner|_app)?$", "<service>$1"))
                            .toList())
                    .stream()
                            .map(value -> value.isEmpty() ? "none" : "`" + value + "`")
                            .collect(Collectors.joining(", "));
        }

        /** The services that have it; {@code all} when every one does. */
        String services(Set<String> all) {
            return defaults.keySet().equals(all) ? "all" : String.join(", ", defaults.keySet());
        }

        boolean secret() {
            return name.matches(".*(_PASSWORD|_SECRET|_KEY)");
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
    private static final Pattern OWN = Pattern.compile(
            "@ConfigProperty\\(name = \"((?!quarkus\\.|kafka\\.)[a-z.-]+)\"(?:, defaultValue = \"([^\"]*)\")?");
    private static final Pattern ENVIRONMENT = Pattern.compile("System\\.getenv\\(\"([A-Z_]+)\"\\)");
    private static final Pattern METHOD = Pattern.compile(
            "(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?(?:[A-Z][\\w.]*(?:<[^>]*>)?|int|long|boolean|double)"
                    + " (\\w+)\\(\\);");

    private final Path root;
    private final Map<String, Set<String>> users = new HashMap<>();
    private final Map<String, Map<String, String>> found = new TreeMap<>();
    final Set<String> services;

    private Settings(Path root) {
        this.root = root;
        this.services = folders("services").stream()
                .filter(folder -> Files.exists(folder.resolve("src/main/resources/application.properties")))
                .map(folder -> folder.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings that are environment variables, and then those that are not. */
    static List<Setting> variables(Path root) {
        Settings settings = new Settings(root);
        settings.readProperties();
        settings.readSources(ENVIRONMENT, "src/main/java");
        return settings.all();
    }

    /** The settings of our own that have no variable of their own. */
    static List<Setting> properties(Path root) {
        Settings settings = new Settings(root);
        settings.readMappings();
        Set<String> behindVariables = settings.behindVariables();
        settings.found.keySet().removeIf(behindVariables::contains);
        return settings.all();
    }

    static Set<String> services(Path root) {
        return new Settings(root).services;
    }

    private List<Setting> all() {
        return found.entrySet().stream()
                .map(one -> new Setting(one.getKey(), one.getValue()))
                .toList();
    }

    /** The modules whose settings are of several services, and these services. */
    private Set<String> users(Path module) {
        String name = module.getFileName().toString();
        if (services.contains(name)) {
            return Set.of(name);
        }
        return users.computeIfAbsent(name, this::whoBrings);
    }

    private Set<String> whoBrings(String module) {
        Set<String> all = new TreeSet<>();
        Set<String> bringers = new TreeSet<>(Set.of(module));
        for (int depth = 0; depth < 4; depth++) {
            for (Path other : modules()) {
                String pom = read(other.resolve("pom.xml"))
                        .replaceAll("(?s)<dependency>(?:(?!</dependency>).)*<scope>test</scope>.*?</dependency>", "");
                if (bringers.stream().anyMatch(one -> pom.contains("<artifactId>enishi-" + one + "</artifactId>"))) {
                    bringers.add(other.getFileName().toString());
                }
            }
        }
        bringers.stream().filter(services::contains).forEach(all::add);
        return all;
    }

    private List<Path> modules() {
        return Stream.concat(folders("services").stream(), folders("services/platform").stream())
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .filter(folder -> !folder.getFileName().toString().equals("test"))
                .toList();
    }

    private List<Path> folders(String under) {
        try (Stream<Path> files = Files.list(root.resolve(under))) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Path> propertyFiles(Path module) {
        return Stream.of("META-INF/microprofile-config.properties", "application.properties")
                .map(module.resolve("src/main/resources")::resolve)
                .filter(Files::exists)
                .toList();
    }

    /** What a service says itself wins over what the platform says for it. */
    private void readProperties() {
        List<Path> platformFirst = modules().stream()
                .sorted(java.util.Comparator.comparing(
                        module -> services.contains(module.getFileName().toString())))
                .toList();
        for (Path module : platformFirst) {
            for (Path file : propertyFiles(module)) {
                for (String line : lines(file)) {
                    collect(line.substring(line.indexOf('=') + 1), users(module));
                }
            }
        }
    }

    private static List<String> lines(Path file) {
        return read(file)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("%") && line.contains("="))
                .toList();
    }

    private void collect(String text, Set<String> of) {
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 2)) {
            String body = text.substring(start + 2, end(text, start));
            int colon = body.indexOf(':');
            String name = colon < 0 ? body : body.substring(0, colon);
            if (VARIABLE.matcher(name).matches()) {
                for (String service : of) {
                    found.computeIfAbsent(name, any -> new TreeMap<>())
                            .put(service, colon < 0 ? "" : body.substring(colon + 1));
                }
            }
        }
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalStateException("No end of the expression in " + text);
    }

    private void readSources(Pattern pattern, String folder) {
        forEachSource(folder, (module, source) -> {
            Matcher matcher = pattern.matcher(source);
            while (matcher.find()) {
                for (String service : users(module)) {
                    found.computeIfAbsent(matcher.group(1), any -> new TreeMap<>())
                            .putIfAbsent(
                                    service,
                                    matcher.groupCount() > 1 && matcher.group(2) != null ? matcher.group(2) : "");
                }
            }
        });
    }

    private interface SourceReader {
        void read(Path module, String source);
    }

    private void forEachSource(String folder, SourceReader reader) {
        for (Path module : modules()) {
            Path sources = module.resolve(folder);
            if (!Files.isDirectory(sources) || users(module).isEmpty()) {
                continue;
            }
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    reader.read(module, read(file));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private void readMappings() {
        readSources(OWN, "src/main/java");
        forEachSource("src/main/java", (module, source) -> {
            Matcher prefix = PREFIX.matcher(source);
            if (!prefix.find()) {
                return;
            }
            List<String> nested = new ArrayList<>();
            Matcher inner = Pattern.compile("\\n    interface (\\w+) \\{(.*?)\\n    \\}", Pattern.DOTALL)
                    .matcher(source);
            while (inner.find()) {
                nested.add(inner.group());
            }
            String outer = source;
            for (String one : nested) {
                outer = outer.replace(one, "");
            }
            Matcher method = METHOD.matcher(outer);
            while (method.find()) {
                String name = prefix.group(1) + "." + kebab(method.group(2));
                String byDefault = method.group(1) == null ? written(module, name) : method.group(1);
                boolean group =
                        source.matches("(?s).*\\n    (?:[\\w<>, ]*\\b)?" + "(\\w+)>? " + method.group(2) + "\\(\\);.*")
                                && nested.stream().anyMatch(one -> groupOf(source, method.group(2), one));
                for (String service : users(module)) {
                    found.computeIfAbsent(group ? name + ".*" : name, any -> new TreeMap<>())
                            .put(service, byDefault);
                }
            }
        });
    }

    private static boolean groupOf(String source, String method, String nested) {
        Matcher name = Pattern.compile("interface (\\w+)").matcher(nested);
        return name.find()
                && Pattern.compile("\\b" + name.group(1) + ">? " + method + "\\(\\)")
                        .matcher(source)
                        .find();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    /** What the properties say, where the mapping has no default. */
    private String written(Path module, String name) {
        return propertyFiles(module).stream()
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** The settings whose value is that of a variable, which is what an operator sets. */
    private Set<String> behindVariables() {
        Set<String> behind = new TreeSet<>();
        for (Path module : modules()) {
            for (Path file : propertyFiles(module)) {
                for (String line : lines(file)) {
                    int equals = line.indexOf('=');
                    if (line.startsWith("${", equals + 1)) {
                        String name = line.substring(0, equals);
                        behind.add(name);
                        // A group of which every part in the properties is a variable, such as the routes.
                        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                            behind.add(name.substring(0, dot) + ".*");
                        }
                    }
                }
            }
        }
        return behind;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
