package jp.enishi.notifications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pages of web with who may read them, out of its sources: what a message leads to must be one of them. */
public final class WebRoutes {
    private static final Pattern CLASS = Pattern.compile("(?m)^public class ");
    private static final Pattern READ = Pattern.compile("(?ms)^    @GET$(.*?)^    public ");
    private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");
    private static final Pattern ROLES = Pattern.compile("@RolesAllowed\\(([^)]*)\\)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^:{}]+(?::((?:[^{}]|\\{[^}]*})*))?}");
    private static final Set<String> ALL = Set.of("client", "talent", "coordinator", "auditor", "admin");

    private final List<Route> routes;

    private record Route(Pattern path, Set<String> roles) {}

    private WebRoutes(List<Route> routes) {
        this.routes = routes;
    }

    public static WebRoutes read() throws IOException {
        var routes = new ArrayList<Route>();
        try (var files = Files.walk(Path.of("../web/src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                var start = CLASS.matcher(source);
                if (start.find()) {
                    String head = source.substring(0, start.start());
                    String base = path(head);
                    READ.matcher(source.substring(start.start()))
                            .results()
                            .map(found -> found.group(1))
                            .forEach(annotations -> routes.add(
                                    new Route(pattern(base, path(annotations)), roles(annotations, roles(head, ALL)))));
                }
            }
        }
        return new WebRoutes(routes);
    }

    /** Whether somebody with only this role finds a page there. */
    public boolean has(String address, String role) {
        String path = address.replaceFirst("[?#].*", "");
        return routes.stream()
                .anyMatch(route -> route.roles().contains(role)
                        && route.path().matcher(path).matches());
    }

    private static String path(String annotations) {
        return PATH.matcher(annotations)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static Set<String> roles(String annotations, Set<String> otherwise) {
        return ROLES.matcher(annotations)
                .results()
                .map(found -> WORD.matcher(found.group(1))
                        .results()
                        .map(word -> word.group(1))
                        .collect(Collectors.toSet()))
                .findFirst()
                .orElse(otherwise);
    }

    private static Pattern pattern(String base, String path) {
        String whole = ("/" + base + "/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        return Pattern.compile(PARAMETER.matcher(whole).replaceAll(WebRoutes::expression));
    }

    private static String expression(MatchResult parameter) {
        String given = parameter.group(1);
        return Matcher.quoteReplacement(given == null ? "[^/]+" : "(?:" + given + ")");
    }
}
