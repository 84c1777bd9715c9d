package jp.enishi.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one system is started.
 *
 * @param project the checkout, built
 * @param home the folder for data, logs, secrets and process files; {@code <project>/.enishi} for {@code ./enishi up}
 * @param portOffset added to every port of docs/architecture.md §2
 * @param only names of the parts to start; empty = all
 * @param aot whether to make and use AOT caches
 * @param fullSpeed whether services run as in their images, with both of the JVM's compilers and room for them: slower to start
 * @param environment additional variables by part name
 */
public record Options(
        Path project,
        Path home,
        int portOffset,
        Set<String> only,
        boolean aot,
        boolean fullSpeed,
        Map<String, Map<String, String>> environment) {

    static final List<String> INFRASTRUCTURE = List.of(Postgres.NAME, Kafka.NAME, Keycloak.NAME, Mail.NAME);

    public Options {
        only = Set.copyOf(only);
        environment = Map.copyOf(environment);
        for (String name : only) {
            if (!allParts().contains(name)) {
                throw new Failure("There is no part named \"" + name + "\". The parts are "
                        + String.join(", ", allParts()) + ".");
            }
        }
    }

    /** Everything, with AOT caches, on the given ports and in a home of its own. */
    public static Options at(Path project, Path home, int portOffset) {
        return new Options(project, home, portOffset, Set.of(), true, false, Map.of());
    }

    public Options only(String... parts) {
        return new Options(project, home, portOffset, Set.of(parts), aot, fullSpeed, environment);
    }

    public Options withEnvironment(String part, Map<String, String> variables) {
        Map<String, Map<String, String>> all = new java.util.HashMap<>(environment);
        all.put(part, Map.copyOf(variables));
        return new Options(project, home, portOffset, only, aot, fullSpeed, all);
    }

    Options withPortOffset(int offset) {
        return new Options(project, home, offset, only, aot, fullSpeed, environment);
    }

    public Options withoutAot() {
        return new Options(project, home, portOffset, only, false, fullSpeed, environment);
    }

    static List<String> allParts() {
        List<String> names = new ArrayList<>(INFRASTRUCTURE);
        Service.ALL.forEach(service -> names.add(service.name()));
        return names;
    }

    /** The parts to start, in the order in which they are started; they are stopped in reverse. */
    List<String> parts() {
        return allParts().stream()
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
    }
}
