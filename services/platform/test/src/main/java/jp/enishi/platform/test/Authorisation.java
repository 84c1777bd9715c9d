package jp.enishi.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.enishi.platform.security.Decision;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Asks a running service for each of its operations as everybody, on a thing of theirs, of somebody else and of nobody, in
 * every state, and compares each answer with the policy. Every request that the policy lets through is valid but for its
 * {@code If-Match}, so that it changes nothing.
 */
final class Authorisation {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");
    private static final Pattern ACTION = Pattern.compile("Needs the function `([^`]+)` of the access rules");
    private static final String OPEN = "Open to everybody";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}|<(\\w+)>");
    private static final String UNKNOWN = "UNKNOWN";
    private static final int AT_ONCE = 6;
    private static final int SHOWN = 60;

    private final List<Operation> operations;
    private final Policy policy;
    private final List<Specimen> specimens;
    private final Map<String, Sample> samples;
    private final Map<String, Integer> exceptions;
    private final Map<Role, String> strangers;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final List<String> findings = new ArrayList<>();

    /**
     * What a service is asked with.
     *
     * @param description its OpenAPI document, in which {@code OpenApiRules} names the action of each operation
     * @param samples by method and path
     * @param exceptions statuses that are right although the policy would let the request through, by method, path and
     *     state, role (where nothing is named) or role and UNKNOWN
     * @param strangers a token for each role, of people who own nothing
     */
    Authorisation(
            String description,
            Policy policy,
            List<Specimen> specimens,
            Map<String, Sample> samples,
            Map<String, Integer> exceptions,
            Map<Role, String> strangers) {
        this.operations = operations(description);
        this.policy = policy;
        this.specimens = List.copyOf(specimens);
        this.samples = Map.copyOf(samples);
        this.exceptions = Map.copyOf(exceptions);
        this.strangers = Map.copyOf(strangers);
    }

    /** What the answers showed: how many requests were sent, and where they differ from the policy. */
    record Report(int requests, List<String> findings) {
        Report {
            findings = List.copyOf(findings);
        }

        @Override
        public String toString() {
            return findings.size() + " findings in " + requests + " requests:\n"
                    + String.join("\n", findings.subList(0, Math.min(SHOWN, findings.size())));
        }
    }

    /** Asks everything there is. */
    Report ask(URI server) {
        operations.forEach(this::describe);
        Set<String> known = new HashSet<>();
        operations.forEach(operation -> known.add(operation.name()));
        samples.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> findings.add("There is a sample for " + name + ", but no such operation"));
        List<Cell> cells = cells(operation -> true, false);
        send(server, cells);
        exceptions.keySet().stream()
                .filter(name -> !used.contains(name))
                .sorted()
                .forEach(name -> findings.add("The exception \"" + name + "\" is never needed"));
        return new Report(cells.size(), findings);
    }

    /**
     * Asks for what reads only (where nothing does, for all), taking the owners for strangers and the strangers for owners: a
     * service that keeps to the policy must fail.
     */
    Report askSwapped(URI server) {
        boolean reading = operations.stream().anyMatch(this::readsOwn);
        List<Cell> cells = cells(operation -> !reading || readsOwn(operation), true);
        send(server, cells);
        return new Report(cells.size(), findings);
    }

    /** Reads one thing, which is somebody's. */
    private boolean readsOwn(Operation operation) {
        String action = operation.action;
        return operation.method.equals("GET")
                && operation.path.contains("{")
                && action != null
                && states(action).stream()
                        .anyMatch(state -> List.of(Role.values()).stream()
                                .anyMatch(role -> decide(role, action, Ownership.OWN, state)
                                                .permitted()
                                        && !decide(role, action, Ownership.FOREIGN, state)
                                                .permitted()));
    }

    private void describe(Operation operation) {
        String action = operation.action;
        if (!operation.open && action == null) {
            findings.add(operation.name() + " names no action and is not open to everybody");
        } else if (action != null && policy.typeOf(action) == null) {
            findings.add(operation.name() + ": the matrix has no action " + action);
        }
        if (operation.body && !samples.containsKey(operation.name())) {
            findings.add(operation.name() + " takes a body: add a sample of it");
        }
    }

    private List<Cell> cells(Predicate<Operation> wanted, boolean swapped) {
        List<Cell> cells = new ArrayList<>();
        for (Operation operation : operations) {
            boolean described = operation.open || (operation.action != null && policy.typeOf(operation.action) != null);
            if (wanted.test(operation) && described && (!operation.body || samples.containsKey(operation.name()))) {
                List<Cell> its = cells(operation, swapped);
                if (its.stream().noneMatch(cell -> cell.expected == Expected.ADMITTED)) {
                    findings.add(operation.name() + ": nobody is let through, so that nothing is shown");
                }
                cells.addAll(its);
            }
        }
        return cells;
    }

    private List<Cell> cells(Operation operation, boolean swapped) {
        Sample sample = samples.get(operation.name());
        boolean ownNew = sample != null && sample.ownNew();
        Set<String> places = places(operation, sample);
        String action = operation.action;
        String type = action == null ? null : policy.typeOf(action);
        List<Cell> cells = new ArrayList<>();
        if (places.isEmpty()) {
            for (Role role : Role.values()) {
                cells.add(new Cell(operation, role.name(), token(role, type), Map.of(), whole(operation, role)));
            }
            return cells;
        }
        for (Role role : Role.values()) {
            Expected expected =
                    whole(operation, role) == Expected.ADMITTED ? Expected.NOT_FOUND : whole(operation, role);
            cells.add(new Cell(
                    operation, role + " " + UNKNOWN, token(role, type), unknown(places, operation.numbers), expected));
        }
        if (operation.open) {
            cells.addAll(openCells(operation, places));
            return cells;
        }
        if (action == null || type == null) {
            return cells;
        }
        for (String state : states(action)) {
            List<Specimen> its = specimens.stream()
                    .filter(specimen ->
                            specimen.type().equals(type) && specimen.state().equals(state))
                    .filter(specimen -> specimen.ids().keySet().containsAll(places))
                    .toList();
            if (its.isEmpty()) {
                findings.add(operation.name() + " (" + action + "): add a specimen of a " + type + " in the state "
                        + state + " with the ids " + places);
            }
            for (Role role : Role.values()) {
                boolean shown = false;
                for (Specimen specimen : its) {
                    String owner = specimen.owners().get(role);
                    String stranger = role == Role.ANONYMOUS ? "" : strangers.getOrDefault(role, "");
                    boolean own = ownNew && role != Role.ANONYMOUS;
                    shown |= owner != null || own;
                    cells.add(cell(operation, role, own, swapped && owner != null ? owner : stranger, specimen));
                    if (owner != null) {
                        cells.add(cell(operation, role, true, swapped ? stranger : owner, specimen));
                    }
                }
                if (!its.isEmpty()
                        && !shown
                        && decide(role, action, Ownership.OWN, state).permitted()
                        && !decide(role, action, Ownership.FOREIGN, state).permitted()) {
                    findings.add(operation.name() + " (" + action + "): add a specimen of a " + type + " in the state "
                            + state + " that is own to a " + role);
                }
            }
        }
        return cells;
    }

    /** What is open to everybody, of the types that the matrix opens to them. */
    private List<Cell> openCells(Operation operation, Set<String> places) {
        Set<String> types = new TreeSet<>();
        for (String action : policy.actions()) {
            String type = policy.typeOf(action);
            if (type != null && policy.mayEver(Set.of(Role.ANONYMOUS), action)) {
                types.add(type);
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (Specimen specimen : specimens) {
            if (types.contains(specimen.type()) && specimen.ids().keySet().containsAll(places)) {
                for (Role role : Role.values()) {
                    String token = role == Role.ANONYMOUS ? "" : strangers.getOrDefault(role, "");
                    cells.add(new Cell(
                            operation, role + " " + specimen.state(), token, specimen.ids(), Expected.ADMITTED));
                }
            }
        }
        if (cells.isEmpty()) {
            findings.add(operation.name() + " is open: add a specimen of one of " + types + " with the ids " + places);
        }
        return cells;
    }

    private Cell cell(Operation operation, Role role, boolean own, String token, Specimen specimen) {
        String action = operation.action == null ? "" : operation.action;
        Expected expected = role == Role.ANONYMOUS && !policy.mayEver(Set.of(role), action)
                ? Expected.UNAUTHENTICATED
                : switch (decide(role, action, Ownership.of(own), specimen.state())
                        .verdict()) {
                    case PERMIT -> Expected.ADMITTED;
                    case NOT_FOUND -> Expected.NOT_FOUND;
                    case FORBIDDEN -> policy.mayEver(Set.of(role), action) ? Expected.REFUSED : Expected.FORBIDDEN;
                };
        String what = role + (own ? " own " : " foreign ") + specimen.state();
        return new Cell(operation, what, token, specimen.ids(), expected);
    }

    /** What somebody gets who may do it to something at all. */
    private Expected whole(Operation operation, Role role) {
        if (operation.open || (operation.action != null && policy.mayEver(Set.of(role), operation.action))) {
            return Expected.ADMITTED;
        }
        return role == Role.ANONYMOUS ? Expected.UNAUTHENTICATED : Expected.FORBIDDEN;
    }

    /** Somebody who has something, where there is such a one, so that they find it. */
    private String token(Role role, @Nullable String type) {
        return specimens.stream()
                .filter(specimen -> specimen.type().equals(type))
                .map(specimen -> specimen.owners().get(role))
                .filter(owner -> owner != null)
                .findFirst()
                .orElse(role == Role.ANONYMOUS ? "" : strangers.getOrDefault(role, ""));
    }

    /** The states of things that an action may be done to, by whomever; of these all that its type has. */
    private Set<String> states(String action) {
        Set<String> states = new TreeSet<>(policy.statesOf(action));
        states.remove(Resource.STATELESS);
        boolean stateful = states.stream()
                .anyMatch(state -> List.of(Role.values()).stream()
                        .anyMatch(role -> List.of(Ownership.values()).stream()
                                .anyMatch(ownership ->
                                        decide(role, action, ownership, state).permitted())));
        return stateful ? states : Set.of(Resource.STATELESS);
    }

    private Decision decide(Role role, String action, Ownership ownership, String state) {
        Subject subject =
                role == Role.ANONYMOUS ? Subject.ANONYMOUS : new Subject(UUID.randomUUID(), Set.of(role), Set.of());
        String type = policy.typeOf(action);
        return policy.decide(subject, action, new Resource(type == null ? "" : type, ownership, state));
    }

    private static Set<String> places(Operation operation, @Nullable Sample sample) {
        String body = sample == null ? null : sample.body();
        String sent = (sample == null ? "" : sample.query()) + (body == null ? "" : body.replaceAll("[{}]", " "));
        Set<String> places = new LinkedHashSet<>();
        Matcher place = PLACE.matcher(operation.path + sent);
        while (place.find()) {
            places.add(place.group(1) == null ? place.group(2) : place.group(1));
        }
        return places;
    }

    private static Map<String, String> unknown(Set<String> places, Set<String> numbers) {
        Map<String, String> ids = new LinkedHashMap<>();
        places.forEach(place -> ids.put(
                place, numbers.contains(place) ? "999" : UUID.randomUUID().toString()));
        return ids;
    }

    /** First those that change nothing whatever the answer is; then, one by one, those that something may change by. */
    private void send(URI server, List<Cell> cells) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<@Nullable String>> answers = new ArrayList<>();
                for (Cell cell : cells) {
                    if (!cell.mayChange()) {
                        answers.add(people.submit(() -> finding(client, server, cell)));
                    }
                }
                for (Future<@Nullable String> answer : answers) {
                    add(answer.get());
                }
            }
            for (Cell cell : cells) {
                if (cell.mayChange()) {
                    add(finding(client, server, cell));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void add(@Nullable String finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    private @Nullable String finding(HttpClient client, URI server, Cell cell)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(request(server, cell), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (cell.expected.fits(status) || isException(cell, status)) {
                return null;
            }
            String said = new String(body.readNBytes(400), StandardCharsets.UTF_8);
            return cell.operation.name() + " (" + cell.operation.action + ") as " + cell.what + ": " + status
                    + " instead of " + cell.expected.words + (status < 300 ? "" : "; " + said);
        }
    }

    private boolean isException(Cell cell, int status) {
        if (cell.expected != Expected.ADMITTED && !cell.what.endsWith(UNKNOWN)) {
            return false;
        }
        String state = cell.what.substring(cell.what.lastIndexOf(' ') + 1);
        String name = cell.operation.name() + " " + (state.equals(UNKNOWN) ? cell.what : state);
        Integer allowed = exceptions.get(name);
        if (allowed == null || allowed != status) {
            return false;
        }
        used.add(name);
        return true;
    }

    private HttpRequest request(URI server, Cell cell) {
        Operation operation = cell.operation;
        Sample sample = samples.get(operation.name());
        String query = sample == null || sample.query().isEmpty() ? "" : "?" + filled(sample.query(), cell.ids);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(filled(operation.path, cell.ids) + query))
                .timeout(Duration.ofSeconds(30));
        if (!cell.token.isEmpty()) {
            request.header("Authorization", "Bearer " + cell.token);
        }
        if (operation.conditional) {
            request.header("If-Match", "\"987654321\"");
        }
        if (operation.keyed) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        String body = sample == null ? null : sample.body();
        if (body == null || sample == null) {
            return request.method(operation.method, HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return request.header("Content-Type", sample.mediaType())
                .method(operation.method, HttpRequest.BodyPublishers.ofString(filled(body, cell.ids)))
                .build();
    }

    private static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue())
                    .replace("<" + id.getKey() + ">", id.getValue());
        }
        return filled;
    }

    private static List<Operation> operations(String description) {
        List<Operation> operations = new ArrayList<>();
        map(map(new Yaml().load(description)).get("paths"))
                .forEach((path, item) -> map(item).forEach((verb, operation) -> {
                    if (VERBS.contains(String.valueOf(verb))) {
                        operations.add(operation(String.valueOf(verb), String.valueOf(path), map(operation)));
                    }
                }));
        operations.sort(Comparator.comparing(Operation::name));
        return operations;
    }

    private static Operation operation(String verb, String path, Map<?, ?> described) {
        String words = String.valueOf(described.get("description"));
        Matcher action = ACTION.matcher(words);
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        if (described.get("parameters") instanceof Collection<?> parameters) {
            parameters.forEach(parameter -> {
                String name = String.valueOf(map(parameter).get("name"));
                names.add(name);
                if ("integer".equals(map(map(parameter).get("schema")).get("type"))) {
                    numbers.add(name);
                }
            });
        }
        return new Operation(
                verb.toUpperCase(Locale.ROOT),
                path,
                action.find() ? action.group(1) : null,
                words.contains(OPEN),
                names.contains("If-Match"),
                names.contains("Idempotency-Key"),
                described.containsKey("requestBody"),
                numbers);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private record Operation(
            String method,
            String path,
            @Nullable String action,
            boolean open,
            boolean conditional,
            boolean keyed,
            boolean body,
            Set<String> numbers) {
        private Operation {
            numbers = Set.copyOf(numbers);
        }

        String name() {
            return method + " " + path;
        }
    }

    private record Cell(Operation operation, String what, String token, Map<String, String> ids, Expected expected) {
        boolean mayChange() {
            return expected == Expected.ADMITTED && !operation.method.equals("GET") && !operation.conditional;
        }
    }

    private enum Expected {
        ADMITTED("being let through"),
        NOT_FOUND("404"),
        FORBIDDEN("403"),
        /** The function is the caller's but not in this state; that there is such a thing needn't be said. */
        REFUSED("403 or 404"),
        UNAUTHENTICATED("401");

        private final String words;

        Expected(String words) {
            this.words = words;
        }

        /** A request that is refused for its form was not asked about its rights, so it shows nothing. */
        boolean fits(int status) {
            return switch (this) {
                case ADMITTED -> status < 300 || status == 409 || status == 410 || status == 412;
                case NOT_FOUND -> status == 404;
                case FORBIDDEN -> status == 403;
                case REFUSED -> status == 403 || status == 404;
                case UNAUTHENTICATED -> status == 401;
            };
        }
    }
}
