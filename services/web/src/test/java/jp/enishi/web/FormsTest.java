package jp.enishi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Rest;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.Acts;
import jp.enishi.web.act.AdminActs;
import jp.enishi.web.act.CoordinatorActs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every form that can be posted, found among the routes, with what people and others send: nothing, too much, something
 * else, something hostile, and what somebody was faster with. The reader is told at the field, in their language, and what
 * they typed is still there.
 */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class FormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final String INQUIRY = StubServices.id(701);
    private static final String PERSON = StubServices.id(804);
    private static final String DRAFT = StubServices.id(851);
    private static final String DESK_POLL = StubServices.id(950);
    private static final String SEARCH = StubServices.id(0xa01);
    private static final String CANDIDACIES = "/cases/" + StubServices.CASE + "/candidacies";
    private static final String CASE = "/coordinator/cases/" + StubServices.CASE;

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String EVIL = SCRIPT + "\"'></textarea>{{7*7}}${x}\u202e\u200f😀%0d%0a";
    /** Half of a pair, as no text can hold it but bytes can. */
    private static final String HALF = "%ED%A0%80";

    private static final Set<String> NUMBERS = Set.of("number", "numeric", "decimal");
    private static final String OLD = "99999";
    private static final int TOO_LONG = 100_000;
    private static final int LONGEST = 20_000;

    /** Buttons alone, or a look at what was typed: nothing is sent on, so nothing can be wrong with it. */
    private static final Set<String> BUTTONS = Set.of(
            "/inquiry/language",
            "/coordinator/cases/{id}/pipeline",
            "/coordinator/cases/{id}/team",
            "/talent/inbox/{id}/reading",
            "/talent/inbox/reading",
            "/settings/zone",
            "/talent/resume/preview");

    /** Where a form stands, when not under its own address; the reader, when another one than the first of its roles. */
    private record Place(String role, String page, String action) {}

    private static final Map<String, Place> ELSEWHERE = Map.ofEntries(
            at("/coordinator/cases/{id}/publication", "coordinator", CASE, CASE + "/publication"),
            at("/coordinator/cases/{id}/closing", "coordinator", CASE, CASE + "/closing"),
            at("/coordinator/cases/{id}/pipeline", "coordinator", CASE + "/ranking", CASE + "/pipeline"),
            at(
                    "/coordinator/cases/{id}/team",
                    "coordinator",
                    CASE + "/team?seat=" + StubServices.POSITION + ":" + StubServices.TALENT,
                    CASE + "/team"),
            at(
                    "/coordinator/meetings/{id}/booking",
                    "coordinator",
                    "/meetings/" + DESK_POLL,
                    "/coordinator/meetings/" + DESK_POLL + "/booking"),
            at(
                    "/meetings/{id}/answers",
                    "client",
                    "/meetings/" + StubServices.POLL,
                    "/meetings/" + StubServices.POLL + "/answers"),
            at("/settings/zone", "talent", "/settings/notifications", "/settings/zone"),
            at(
                    "/talent/inbox/{id}/reading",
                    "talent",
                    "/talent/inbox",
                    "/talent/inbox/01980000-0000-7000-8000-000000000701/reading"),
            at("/talent/inbox/reading", "talent", "/talent/inbox", "/talent/inbox/reading"),
            at("/talent/resume/preview", "talent", "/talent/resume", "/talent/resume/preview"),
            at("/searches", "talent", "/searches/new", "/searches"),
            at("/inquiry/language", "anonymous", "/inquiry", "/inquiry/language"),
            at("/admin/taxonomy/{id}/retirement", "admin", AdminPagesTest.RETIREMENT, AdminPagesTest.RETIREMENT),
            at("/admin/events/{service}/{aggregateId}/replay", "admin", AdminPagesTest.REPLAY, AdminPagesTest.REPLAY),
            at(
                    "/coordinator/inquiries/{id}/assignment",
                    "coordinator",
                    "/coordinator/inquiries/" + INQUIRY,
                    "/coordinator/inquiries/" + INQUIRY + "/assignment"),
            at(
                    "/coordinator/meetings/{id}/overriding",
                    "coordinator",
                    "/coordinator/meetings/" + DESK_POLL + "/overriding?slot=" + StubServices.id(901),
                    "/coordinator/meetings/" + DESK_POLL + "/overriding?slot=" + StubServices.id(901)));

    /** What stands for the id in an address, by how the address begins; the longest beginning counts. */
    private static final TreeMap<String, String> IDS = new TreeMap<>(Map.ofEntries(
            Map.entry("/coordinator/inquiries/", INQUIRY),
            Map.entry("/coordinator/candidacies/", PERSON),
            Map.entry("/coordinator/meetings/", DESK_POLL),
            Map.entry("/coordinator/proposals/", DRAFT),
            Map.entry("/coordinator/companies/", StubServices.COMPANY),
            Map.entry("/coordinator/cases/", StubServices.CASE),
            Map.entry("/client/cases/", StubServices.CASE),
            Map.entry("/client/candidacies/", StubServices.MET),
            Map.entry("/searches/", SEARCH),
            Map.entry("/admin/accounts/", AdminPagesTest.USER),
            Map.entry("/admin/taxonomy/", "java"),
            Map.entry("/offers/", StubServices.OFFER),
            Map.entry("/orders/", StubServices.PLACED),
            Map.entry("/orders/{id}/placement", StubServices.READY),
            Map.entry("/engagements/", StubServices.ENGAGEMENT),
            Map.entry("/meetings/", StubServices.BOOKED),
            Map.entry("/listings/", StubServices.CASE),
            Map.entry("/talent/candidacies/", StubServices.MET),
            Map.entry("/talent/consents/", StubServices.CONSENT),
            Map.entry("/talent/consents/giving/", StubServices.MET)));

    private static final Map<String, String> PARTS = Map.of(
            "{number}",
            "1",
            "{task}",
            StubServices.TASK,
            "{candidacy}",
            StubServices.MET,
            "{role}",
            "ADMIN",
            "{rule}",
            "NOTICE_DAYS");

    private static Map.Entry<String, Place> at(String route, String role, String page, String action) {
        return Map.entry(route, new Place(role, page, action));
    }

    /** A field of a form, as a browser reads it. */
    private record Field(String name, String kind, String value, List<String> options) {
        boolean typed() {
            return !Set.of("hidden", "checkbox", "radio", "select").contains(kind);
        }

        boolean seen() {
            return !kind.equals("hidden");
        }

        /** Whether not every text is one for it. */
        boolean strict() {
            return NUMBERS.contains(kind)
                    || Set.of("date", "month", "datetime-local", "list").contains(kind);
        }

        boolean confirms() {
            return kind.equals("checkbox") && (name.endsWith("/sure") || name.equals("/agreement"));
        }
    }

    private record Answer(int status, String html, String location) {}

    @BeforeEach
    void answers() {
        StubServices.reset();
        AdminPagesTest.administration();
        StubServices.answer("GET /candidacies/" + PERSON, 200, StubServices.read("desk-candidacy"));
        StubServices.answer("GET /proposals/" + DRAFT, 200, StubServices.read("desk-proposal"));
        StubServices.answer("GET /meetings/" + DESK_POLL, 200, StubServices.read("desk-meeting"));
        StubServices.answer("GET /meetings/" + DESK_POLL + "/suggestions", 200, "{\"items\":[]}");
        StubServices.answer("GET /inquiries/" + INQUIRY, 200, StubServices.read("inquiry"));
        StubServices.answer("GET /inquiries/form", 200, "{\"formIssued\":\"sealed\"}");
        StubServices.answer("GET /searches/" + SEARCH, 200, """
            {"searchId":"%s","version":3,"side":"TALENT","name":"東京のPMO","paused":false,"criteria":{"text":"在宅"}}\
            """.formatted(SEARCH));
    }

    @Test
    void everyFormIsKnown() throws IOException {
        List<String> routes = routes();

        assertThat(routes).hasSizeGreaterThan(60);
        assertThat(ELSEWHERE.keySet()).isSubsetOf(routes);
        assertThat(BUTTONS).isSubsetOf(routes);
    }

    /** Steps that can be taken back, or after which one can go on otherwise: the other way is named. */
    private static final Map<String, String> REVERSIBLE = Map.ofEntries(
            Map.entry("wanting", "passing"),
            Map.entry("outcome", "said again until the meeting is over"),
            Map.entry("report", "another report"),
            Map.entry("ticket", "resolution"),
            Map.entry("escalation", "resolution"),
            Map.entry("reply", "another reply"),
            Map.entry("checkin", "a talk may be held or not"),
            Map.entry("ownership", "taken over by another"),
            Map.entry("pausing", "resuming"),
            Map.entry("resuming", "pausing"),
            Map.entry("taking", "handed over"),
            Map.entry("contacting", "another note"),
            Map.entry("goingon", "new requirements"),
            Map.entry("booking", "moving"),
            Map.entry("moving", "moved again"),
            Map.entry("unlocking", "locking"),
            Map.entry("wording", "retiring"),
            Map.entry("retiring", "wording"),
            Map.entry("passwordmail", "a mail changes nothing"));

    /** Without a script too: what can't be taken back has a page that says so and a box to tick. */
    @Test
    void whatCannotBeTakenBackIsConfirmed() {
        assertThat(all())
                .allSatisfy(
                        act -> assertThat(act.sure()).as(act.name()).isEqualTo(!REVERSIBLE.containsKey(act.name())));
    }

    /** What a form of a change shows when somebody was faster: what was typed, beside what is there now. */
    @Test
    void aConflictIsShownAsADifference() throws IOException {
        List<String> edits = List.of(
                "/talent/resume",
                "/talent/profile",
                "/talent/availability",
                "/talent/wishes",
                "/coordinator/companies/{id}",
                "/coordinator/cases/{id}/requirements",
                "/coordinator/proposals/{id}/draft",
                "/offers/{id}/counter",
                "/engagements/{id}/amendment",
                "/party",
                "/searches/{id}");
        for (String route : edits) {
            answers();
            Place place = place(route);
            List<Field> fields =
                    fields(send(place.role(), "ja", place.page(), null).html(), place.action());
            StubServices.answerChanges(seen -> refuse(seen, Kind.STALE, ""));
            String html = send(place.role(), "ja", place.action(), Kind.STALE.body(fields, "ja"))
                    .html();
            Field typed = fields.stream()
                    .filter(Field::typed)
                    .filter(field -> !field.value().isEmpty())
                    .filter(field -> Kind.STALE.typed(field, 0, "ja") != null)
                    .findFirst()
                    .orElseThrow();
            String row = html.replaceFirst(
                    "(?s).*<th scope=\"row\"><a href=\"#f" + typed.name().replace('/', '-') + "\">(.*?)</tr>.*", "$1");

            assertThat(row).as(route).hasSizeLessThan(html.length()).contains("あなたの入力", "現在保存されている内容");
            if (!typed.strict()) {
                assertThat(row)
                        .as(route)
                        .contains("まだ保存していない", typed.value().lines().findFirst().orElse(""));
            }
        }
    }

    /** A button, a day or a choice beside others on its page: the switch of languages leaves these as they are. */
    private static final Set<String> LEFT = Set.of(
            "/coordinator/cases/{id}/closing",
            "/coordinator/cases/{id}/publication",
            "/coordinator/inquiries/{id}/assignment",
            "/coordinator/meetings/{id}/booking");

    /** What the switch of languages sends, without a script: nothing is saved, and all that was typed is there in the other. */
    @Test
    void theOtherLanguageKeepsWhatWasTyped() throws IOException {
        var left = new TreeSet<String>();
        for (String route : routes()) {
            if (BUTTONS.contains(route)) {
                continue;
            }
            answers();
            if (route.equals("/talent/registration")) {
                StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
            }
            Place place = place(route);
            String shown = send(place.role(), "ja", place.page(), null).html();
            StubServices.answer("GET /talents/me", 200, StubServices.read("talent"));
            String switched = route.equals("/inquiry") ? "/inquiry/language" : place.action();
            String action = switched + (switched.contains("?") ? "&" : "?") + "lang=en";
            if (!shown.contains("formaction=\"" + action.replace("&", "&amp;") + "\"")) {
                left.add(route);
                continue;
            }
            List<Field> fields = fields(shown, place.action());
            var changes = new ArrayList<String>();
            StubServices.answerChanges(seen -> {
                changes.add(seen.method() + " " + seen.path());
                return new StubServices.Answer(500, "");
            });

            Answer answer = send(place.role(), "ja", action, Kind.HOSTILE.body(fields, "ja") + "&_add=");

            assertThat(answer.status()).as(route).isEqualTo(200);
            assertThat(changes).as(route).isEmpty();
            assertThat(answer.html()).as(route).contains("<html lang=\"en\">").doesNotContain(SCRIPT);
            assertThat(lost(Kind.HOSTILE, "ja", fields, fields(answer.html(), null)))
                    .as(route)
                    .isEmpty();
        }
        assertThat(left).isEqualTo(new TreeSet<>(LEFT));
    }

    @Test
    void whatIsEmptyTooLongWrongOrHostileIsSaidAtItsFieldAndKept() throws IOException {
        var wrong = new ArrayList<String>();
        int number = 0;
        for (String route : routes()) {
            for (String language : List.of("ja", "en")) {
                wrong.addAll(check(route, place(route), language, number++));
            }
        }

        assertThat(wrong).isEmpty();
    }

    private List<String> check(String route, Place place, String language, int number) {
        answers();
        if (route.equals("/talent/registration")) {
            StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
        }
        if (place.role().equals("coordinator")) {
            StubServices.answer("GET " + CANDIDACIES, 200, StubServices.read("desk-candidacies"));
        }
        Answer shown = send(place.role(), language, place.page(), null);
        StubServices.answer("GET /talents/me", 200, StubServices.read("talent"));
        String action = place.action();
        List<Field> fields = BUTTONS.contains(route) ? sent(shown.html()) : fields(shown.html(), action);
        if (shown.status() != 200 || fields.isEmpty()) {
            return List.of("%s: no form to %s on %s (%d)".formatted(route, action, place.page(), shown.status()));
        }
        var wrong = new ArrayList<String>();
        for (Kind kind : Kind.values()) {
            // In both languages what differs by language; the rest in one or the other, by turns.
            if (!kind.both() && (number / 2 + kind.ordinal()) % 2 != number % 2) {
                continue;
            }
            if (kind == Kind.STALE && value(fields, "_version").isEmpty()) {
                continue;
            }
            StubServices.answerChanges(seen -> refuse(seen, kind, blamed(fields, kind)));
            String body = kind.body(fields, language);
            Answer answer = send(place.role(), language, action, body);
            judge(route, kind, language, fields, answer, body)
                    .forEach(fault ->
                            wrong.add("%s %s %s (%d): %s".formatted(route, kind, language, answer.status(), fault)));
        }
        return wrong;
    }

    /** What is sent. */
    private enum Kind {
        EMPTY {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return "";
            }
        },
        TOO_LONG {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return place == 0 ? "a".repeat(FormsTest.TOO_LONG) : null;
            }
        },
        WRONG {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return field.strict() ? language.equals("ja") ? "これは違う" : "1e999999999" : null;
            }
        },
        HOSTILE {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return EVIL + place;
            }
        },
        NUL {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return place == 0 ? "a\0b" : null;
            }
        },
        /** What no page of ours sends. */
        FORGED {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                return null;
            }
        },
        STALE {
            @Override
            @Nullable
            String typed(Field field, int place, String language) {
                if (field.kind().equals("date")) {
                    return "2031-02-03";
                }
                if (NUMBERS.contains(field.kind())) {
                    return "7";
                }
                // Skills are known words.
                return field.strict() || field.name().endsWith("/skills") ? null : "まだ保存していない" + place;
            }
        };

        /** What is typed into the n-th field; null leaves it as it is. */
        abstract @Nullable String typed(Field field, int place, String language);

        boolean both() {
            return this == HOSTILE;
        }

        String body(List<Field> fields, String language) {
            var body = new ArrayList<String>();
            int place = 0;
            for (Field field : fields) {
                String value = field.value();
                if (field.typed()) {
                    value = Objects.requireNonNullElse(typed(field, place++, language), value);
                } else if (field.seen()) {
                    value = chosen(field, value);
                } else if (this == STALE && field.name().equals("_version")) {
                    value = OLD;
                } else if (this == FORGED && field.name().matches("_key|_version|_zone|/.*")) {
                    value = "\"\r\nX-Evil: 1\0" + SCRIPT;
                }
                if (value != null && !(value.isEmpty() && !field.typed() && field.seen())) {
                    String sent = URLEncoder.encode(value, StandardCharsets.UTF_8);
                    body.add(URLEncoder.encode(field.name(), StandardCharsets.UTF_8) + "=" + sent
                            + (this == HOSTILE && field.typed() && place == 1 && language.equals("en") ? HALF : ""));
                }
            }
            return String.join("&", body);
        }

        private String chosen(Field field, String value) {
            return switch (this) {
                case EMPTY -> "";
                case WRONG -> field.confirms() ? "true" : field.kind().equals("checkbox") ? value : "NO_SUCH";
                default ->
                    field.confirms()
                            ? "true"
                            : field.kind().equals("radio")
                                            && value.isEmpty()
                                            && !field.options().isEmpty()
                                    ? field.options().getFirst()
                                    : value;
            };
        }
    }

    /** As a service refuses: what no text may hold, what is too long, and otherwise the field that the form begins with. */
    private static StubServices.Answer refuse(StubServices.Seen seen, Kind kind, String blamed) {
        if (kind == Kind.STALE) {
            return new StubServices.Answer(412, "{\"status\":412,\"code\":\"version-stale\",\"errors\":[]}");
        }
        if (seen.body().contains("\\u0000")) {
            return new StubServices.Answer(400, "{\"status\":400,\"code\":\"text-invalid\",\"errors\":[]}");
        }
        String code = kind == Kind.EMPTY ? "required" : "invalid";
        String pointer = blamed;
        String tooLong = tooLong(seen.body());
        if (tooLong != null) {
            code = "too-long";
            pointer = tooLong;
        }
        return pointer.isEmpty()
                ? new StubServices.Answer(409, "{\"status\":409,\"code\":\"conflict\",\"errors\":[]}")
                : new StubServices.Answer(
                        422,
                        "{\"status\":422,\"code\":\"validation\",\"errors\":[{\"pointer\":\"%s\",\"code\":\"%s\",\"args\":{\"min\":1,\"max\":4000}}]}"
                                .formatted(pointer, code));
    }

    private static @Nullable String tooLong(String body) {
        try {
            return tooLong("", JSON.readTree(body));
        } catch (IOException noJson) {
            return null;
        }
    }

    private static @Nullable String tooLong(String at, JsonNode node) {
        if (node.isTextual() && node.asText().length() > LONGEST) {
            return at;
        }
        Stream<Map.Entry<String, JsonNode>> below = node.isObject()
                ? node.properties().stream()
                : java.util.stream.IntStream.range(0, node.size()).mapToObj(i -> Map.entry("" + i, node.get(i)));
        return below.map(member -> tooLong(at + "/" + member.getKey(), member.getValue()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The first field, as the service calls it: the form of a step keeps its fields under the name of the step. */
    private static String blamed(List<Field> fields, Kind kind) {
        String first = fields.stream()
                .filter(field -> field.seen() && !field.confirms())
                .map(Field::name)
                .findFirst()
                .orElse("");
        if (kind == Kind.EMPTY && first.matches(".*/\\d+/.*")) {
            // Rows in which nothing was typed aren't sent.
            return first.replaceFirst("/\\d+/.*", "");
        }
        String[] steps = first.split("/", 3);
        return steps.length == 3 && acts().contains(steps[1]) ? "/" + steps[2] : first;
    }

    private static Set<String> acts() {
        return Stream.concat(Stream.of("closing", "moving"), all().stream().map(Act::name))
                .collect(Collectors.toSet());
    }

    private static List<Act> all() {
        return Stream.of(Acts.class, CoordinatorActs.class, AdminActs.class)
                .flatMap(holder -> Arrays.stream(holder.getDeclaredFields()))
                .filter(field -> field.getType() == Act.class)
                .map(field -> {
                    try {
                        return (Act) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toList();
    }

    private static List<String> judge(
            String route, Kind kind, String language, List<Field> fields, Answer answer, String body) {
        var wrong = new ArrayList<String>();
        String html = answer.html();
        if (answer.status() >= 500) {
            return List.of("fails");
        }
        if (html.contains(SCRIPT)) {
            wrong.add("a script of the reader's in the page");
        }
        if (BUTTONS.contains(route) || kind == Kind.FORGED) {
            if (answer.status() != 303
                    && answer.status() != 204
                    && !html.contains("<html lang=\"" + language + "\">")) {
                wrong.add("no page in the reader's language");
            }
            return wrong;
        }
        if (answer.status() < 400) {
            return List.of("taken for good: " + answer.location());
        }
        if (kind == Kind.STALE && answer.status() != 412) {
            wrong.add("not told that it is another version");
        }
        if (kind == Kind.STALE && html.contains("name=\"_version\" value=\"" + OLD + "\"")) {
            wrong.add("would be refused for ever");
        }
        if (!html.contains("<html lang=\"" + language + "\">")) {
            wrong.add("no page in the reader's language");
        }
        if (!html.contains("role=\"alert\"")) {
            wrong.add("nothing is announced");
            return wrong;
        }
        if (html.indexOf("id=\"problems\"") != html.lastIndexOf("id=\"problems\"")) {
            wrong.add("two summaries");
        }
        List<String> faults = ids(html, "id=\"([^\"]*-fault)\"");
        List<Field> shown = fields(html, null);
        if (faults.isEmpty()
                && kind != Kind.STALE
                && shown.stream()
                        .anyMatch(field -> field.name().startsWith("/") && field.seen() && !field.confirms())) {
            wrong.add("no fault at a field");
        }
        for (String fault : faults) {
            if (!Pattern.compile("aria-describedby=\"[^\"]*\\b" + Pattern.quote(fault) + "\"")
                    .matcher(html)
                    .find()) {
                wrong.add("nothing is described by " + fault);
            }
        }
        for (String target : ids(html, "href=\"#(f-[^\"]*)\"")) {
            if (!html.contains("id=\"" + target + "\"")) {
                wrong.add("the summary leads nowhere: " + target);
            }
        }
        wrong.addAll(lost(kind, language, fields, shown));
        return wrong;
    }

    /** What was typed and is not there any more. */
    private static List<String> lost(Kind kind, String language, List<Field> fields, List<Field> shown) {
        var lost = new ArrayList<String>();
        int place = 0;
        for (Field field : fields) {
            if (!field.typed()) {
                continue;
            }
            String typed = Objects.requireNonNullElse(kind.typed(field, place++, language), field.value());
            String kept = typed.replace('\0', '\uFFFD');
            if (!typed.isBlank()
                    && shown.stream()
                            .noneMatch(now -> now.name().equals(field.name())
                                    && now.value().replace("\r\n", "\n").startsWith(kept.replace("\r\n", "\n")))) {
                lost.add("lost what was typed into " + field.name());
            }
        }
        return lost;
    }

    private static List<String> ids(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    // The routes

    /** All that can be posted to, each alternative of a step on its own. */
    private static List<String> routes() throws IOException {
        return addresses(type -> !type.isInterface(), method -> method.isAnnotationPresent(POST.class)).stream()
                .flatMap(FormsTest::expanded)
                .sorted()
                .toList();
    }

    /** Of methods like these, as the classes of pages say, or the interfaces of services. */
    static List<String> addresses(Predicate<Class<?>> types, Predicate<Method> methods) throws IOException {
        java.nio.file.Path classes = java.nio.file.Path.of("target/classes");
        try (var files = Files.walk(classes.resolve("jp/enishi/web"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .map(FormsTest::type)
                    .filter(types)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(methods)
                    .map(FormsTest::address)
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, FormsTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static String address(Method method) {
        Path own = method.getAnnotation(Path.class);
        String below = own == null ? "" : own.value();
        String root = method.getDeclaringClass().getAnnotation(Path.class).value();
        return ("/" + root + "/" + below).replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    }

    private static Stream<String> expanded(String address) {
        var step = Pattern.compile("\\{\\w+:([a-z-]+(?:\\|[a-z-]+)+)}").matcher(address);
        if (step.find()) {
            return Arrays.stream(step.group(1).split("\\|"))
                    .flatMap(each -> expanded(address.replace(step.group(), each)));
        }
        return Stream.of(address.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
    }

    private static Place place(String route) throws IOException {
        Place known = ELSEWHERE.get(route);
        if (known != null) {
            return known;
        }
        String id = IDS.entrySet().stream()
                .filter(each -> route.startsWith(each.getKey()))
                .reduce((shorter, longer) -> longer)
                .map(Map.Entry::getValue)
                .orElse("");
        String address = route.replaceFirst("\\{(id|case)}", id);
        for (var part : PARTS.entrySet()) {
            address = address.replace(part.getKey(), part.getValue());
        }
        return new Place(role(route), address, address);
    }

    private static String role(String route) throws IOException {
        if (route.equals("/inquiry")) {
            return "anonymous";
        }
        if (route.startsWith("/admin")) {
            return "admin";
        }
        if (route.startsWith("/coordinator")
                || route.endsWith("/ownership")
                || route.endsWith("/ending")
                || route.endsWith("/check-ins")
                || route.endsWith("/escalation")
                || route.endsWith("/resolution")) {
            return "coordinator";
        }
        return route.startsWith("/talent") || route.startsWith("/listings") || route.startsWith("/searches")
                ? "talent"
                : "client";
    }

    // The browser

    private static Answer send(String role, String language, String address, @Nullable String body) {
        URI target = URI.create("http://127.0.0.1:" + Rest.port() + address);
        var request =
                HttpRequest.newBuilder(target).header("Accept", "text/html").header("Cookie", "lang=" + language);
        String token = token(role);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII));
        }
        try {
            var answer = BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(""));
        } catch (IOException broken) {
            return new Answer(599, "", broken.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static @Nullable String token(String role) {
        return TOKENS.computeIfAbsent(role, FormsTest::signed);
    }

    private static @Nullable String signed(String role) {
        return switch (role) {
            case "talent" -> Tokens.talent(UUID.fromString(StubServices.id(201)));
            case "client" -> Tokens.client(StubServices.id(501));
            case "coordinator" -> Tokens.coordinator();
            case "admin" -> Tokens.admin();
            default -> null;
        };
    }

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final Pattern PART =
            Pattern.compile("(?s)<input\\b[^>]*>|<textarea\\b[^>]*>.*?</textarea>|<select\\b[^>]*>.*?</select>");

    /** The token and key of the page's first form, for what no form of the page sends. */
    private static List<Field> sent(String html) {
        return fields(html, null).stream()
                .filter(field -> Set.of("_csrf", "_key").contains(field.name()))
                .toList();
    }

    /** The fields of the form with an action, or of the whole page. */
    private static List<Field> fields(String html, @Nullable String action) {
        int start = action == null ? 0 : html.indexOf("action=\"" + action.replace("&", "&amp;") + "\"");
        if (start < 0) {
            return List.of();
        }
        String form = action == null ? html : html.substring(start, html.indexOf("</form>", start));
        var fields = new LinkedHashMap<String, Field>();
        PART.matcher(form).results().map(MatchResult::group).forEach(part -> {
            String tag = part.substring(0, part.indexOf('>') + 1);
            String name = attribute(tag, "name");
            if (name.isEmpty()) {
                return;
            }
            Field field = field(part, tag, name);
            Predicate<String> choice = Set.of("radio", "checkbox")::contains;
            fields.merge(
                    name,
                    field,
                    (one, more) -> choice.test(more.kind())
                            ? new Field(
                                    name,
                                    one.kind(),
                                    one.value().isEmpty() ? more.value() : one.value(),
                                    Stream.concat(one.options().stream(), more.options().stream())
                                            .toList())
                            : one);
        });
        return List.copyOf(fields.values());
    }

    private static Field field(String part, String tag, String name) {
        if (part.startsWith("<textarea")) {
            String text = part.substring(tag.length(), part.length() - "</textarea>".length());
            return new Field(name, "textarea", plain(text), List.of());
        }
        if (part.startsWith("<select")) {
            var options = Pattern.compile("<option value=\"([^\"]*)\"( selected)?")
                    .matcher(part)
                    .results()
                    .toList();
            return new Field(
                    name,
                    "select",
                    options.stream()
                            .filter(option -> option.group(2) != null)
                            .map(option -> plain(option.group(1)))
                            .findFirst()
                            .orElse(""),
                    options.stream()
                            .map(option -> plain(option.group(1)))
                            .filter(code -> !code.isEmpty())
                            .toList());
        }
        String type = attribute(tag, "type");
        String value = attribute(tag, "value");
        return switch (type) {
            case "radio", "checkbox" -> new Field(name, type, tag.contains(" checked") ? value : "", List.of(value));
            case "hidden" -> new Field(name, type, value, List.of());
            default -> {
                String mode = tag.contains(" list=") ? "list" : attribute(tag, "inputmode");
                yield new Field(name, mode.isEmpty() ? type.isEmpty() ? "text" : type : mode, value, List.of());
            }
        };
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? plain(found.group(1)) : "";
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String value(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }
}
