package jp.enishi.gates;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service's own code and settings say about it.
 *
 * @param defaults each variable that it reads, with what stands for it when nothing is given
 * @param follows the topics that it reads
 */
record ServiceFacts(String name, int port, int management, Map<String, String> defaults, Set<String> follows) {
    private static final Pattern TOPIC = Pattern.compile("(?m)^mp\\.messaging\\.incoming\\.[\\w-]+\\.topic=(\\S+)$");

    static List<ServiceFacts> all() {
        List<Settings.Setting> settings = Settings.variables(Tree.ROOT);
        return Settings.services(Tree.ROOT).stream()
                .map(service -> of(service, settings))
                .sorted(Comparator.comparing(ServiceFacts::name))
                .toList();
    }

    private static ServiceFacts of(String service, List<Settings.Setting> settings) {
        Map<String, String> defaults = new TreeMap<>();
        for (Settings.Setting setting : settings) {
            Optional.ofNullable(setting.defaults().get(service))
                    .ifPresent(value -> defaults.put(setting.name(), value));
        }
        Set<String> follows = new TreeSet<>();
        Matcher topic = TOPIC.matcher(
                Settings.read(Tree.ROOT.resolve("services/" + service + "/src/main/resources/application.properties")));
        while (topic.find()) {
            follows.add(topic.group(1));
        }
        return new ServiceFacts(
                service,
                Integer.parseInt(defaults.get("HTTP_PORT")),
                Integer.parseInt(defaults.get("MANAGEMENT_PORT")),
                defaults,
                follows);
    }

    Set<String> variables() {
        return defaults.keySet();
    }
}
