package jp.enishi.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;

/** The pages that web serves, as its classes say, so that none of them is forgotten by who looks at them. */
public final class Routes {
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName GET = DotName.createSimple("jakarta.ws.rs.GET");
    private static final DotName CLIENT =
            DotName.createSimple("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)(?:\\s*:\\s*([^{}]+(?:\\{[^{}]*}[^{}]*)*))?}");
    private static final Pattern WORDS = Pattern.compile("[\\w-]+(?:\\|[\\w-]+)+");

    /** Pages that no link leads to, or only in a state in which nothing stands by itself. */
    private static final Set<String> EXCUSED = Set.of(
            // There only after something broke, or somebody was locked out.
            "/admin/events/{service}/{aggregateId}",
            "/admin/events/{service}/{aggregateId}/replay",
            "/admin/accounts/{id}/unlocking",
            // There only after a word was added.
            "/admin/taxonomy/{id}/retirement",
            // There only for whom the terms of use that hold wait.
            "/talent/terms",
            // They lead on to another page.
            "/client",
            "/client/cases/{id}/proposals/{proposal}",
            "/inquiry/language",
            "/listings/{id}/registration",
            "/talent/preferences",
            "/talent/inbox/reading",
            "/talent/inbox/{id}/reading",
            // Parts of pages.
            "/talent/inbox/newest",
            // Asked for by those alone whose session ended while they filled in a form: the page that has the form.
            "/coordinator/cases/{id}/closing",
            "/coordinator/cases/{id}/publication",
            "/coordinator/inquiries/{id}/assignment",
            "/coordinator/meetings/{id}/booking",
            "/meetings/{id}/answers",
            // A step like others that are looked at, for people who have not come so far.
            "/client/cases/{id}/team-offer",
            "/coordinator/candidacies/{id}/going-on",
            "/engagements/{id}/amendments/{number}/refusal",
            "/engagements/{id}/amendments/{number}/signature",
            "/engagements/{id}/amendments/{number}/withdrawal",
            "/engagements/{id}/ending",
            "/orders/{id}/tasks/{task}/settling",
            "/searches/{id}",
            "/searches/{id}/discarding",
            "/searches/{id}/pausing",
            "/searches/{id}/resuming",
            "/talent/consents/{id}/withdrawal");

    private final TreeSet<String> routes;

    private Routes(Collection<String> routes) {
        this.routes = new TreeSet<>(routes);
    }

    /** Reads the classes under a folder. */
    public static Routes of(Path classes) throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    indexer.index(content);
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (AnnotationInstance get : indexer.complete().getAnnotations(GET)) {
            MethodInfo method = get.target().asMethod();
            AnnotationInstance base = method.declaringClass().declaredAnnotation(PATH);
            if (base != null && !method.declaringClass().hasDeclaredAnnotation(CLIENT)) {
                AnnotationInstance own = method.annotation(PATH);
                found.addAll(each(joined(
                        base.value().asString(), own == null ? "" : own.value().asString())));
            }
        }
        return new Routes(found);
    }

    /** The pages among them that none of these addresses is one of, and for which there is no excuse. */
    public List<String> forgottenBy(Collection<String> addresses) {
        return missedBy(addresses).stream()
                .filter(route -> !PageWalk.NO_PAGE.matcher(route).matches() && !EXCUSED.contains(route))
                .toList();
    }

    /** Those that none of these addresses is one of. An address is one of the route that says most of it. */
    List<String> missedBy(Collection<String> addresses) {
        List<String> reached = addresses.stream()
                .flatMap(address -> routes.stream()
                        .filter(route -> pattern(route).matcher(address).matches())
                        .max(Comparator.comparingInt(Routes::said))
                        .stream())
                .toList();
        return routes.stream().filter(route -> !reached.contains(route)).toList();
    }

    /** All of them, each with its parameters in braces; a parameter that is one of a few words is a route for each. */
    public List<String> all() {
        return List.copyOf(routes);
    }

    static List<String> each(String route) {
        Matcher parameter = PARAMETER.matcher(route);
        while (parameter.find()) {
            String form = parameter.group(2);
            if (form != null && WORDS.matcher(form).matches()) {
                String before = route.substring(0, parameter.start());
                String after = route.substring(parameter.end());
                return Stream.of(form.split("\\|", -1))
                        .flatMap(word -> each(before + word + after).stream())
                        .toList();
            }
        }
        return List.of(parameter.replaceAll("{$1}"));
    }

    private static Pattern pattern(String route) {
        return Pattern.compile(route.replaceAll("\\{\\w+}", "[^/]+"));
    }

    /** How much of an address a route says by itself. */
    private static int said(String route) {
        return route.replaceAll("\\{\\w+}", "").length();
    }

    private static String joined(String base, String own) {
        String whole = ("/" + base + "/" + own).replaceAll("/+", "/");
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }
}
