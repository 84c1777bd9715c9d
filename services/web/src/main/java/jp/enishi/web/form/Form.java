package jp.enishi.web.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.page.Zones;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.ServiceProblem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a reader typed, as typed. A field's name is the JSON pointer of its value in the document that a service takes,
 * so an error finds its field by its pointer, and nothing is lost when a service refuses.
 */
public final class Form {
    private static final Pattern YEN = Pattern.compile("[¥\\\\]?([0-9,]+(?:\\.[0-9]+)?)\\s*(万?)円?");
    private static final Pattern SEPARATOR = Pattern.compile("[,、，;\\n]");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
    private static final String ROW = "_row";

    /** That nothing was entered, in the words of each service. */
    private static final Set<String> MISSING = Set.of("required", "not-null", "not-blank");

    /** A field in which what is stored now is not what the reader typed. */
    public record Difference(String pointer, List<String> mine, List<String> theirs) {}

    private final Shape shape;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private List<Difference> differences = List.of();
    private String version = "";
    private ZoneId zone = Zones.JAPAN;
    private String key = UUID.randomUUID().toString();
    private String focus = "";

    private Form(Shape shape) {
        this.shape = shape;
    }

    /** An empty form. */
    public static Form empty(Shape shape) {
        return new Form(shape);
    }

    /** The form that shows a document in its version; its times, if it has any, are Japan's. */
    public static Form of(Shape shape, @Nullable JsonNode document, long version, Language language) {
        return of(shape, document, version, language, Zones.JAPAN);
    }

    /** The form that shows a document in its version, its times in the zone of its reader. */
    public static Form of(Shape shape, @Nullable JsonNode document, long version, Language language, ZoneId zone) {
        var form = new Form(shape).in(zone);
        form.version = Long.toString(version);
        if (document != null) {
            form.read("", document, language);
        }
        return form;
    }

    /** The form of which the times are read and written in a zone; what is posted says in which it was shown. */
    public Form in(ZoneId readers) {
        zone = readers;
        return this;
    }

    /** The zone of the times in it. */
    public String zone() {
        return zone.getId();
    }

    /** Presets a time that has no value yet. */
    public Form presetTime(String pointer, @Nullable String instant) {
        return preset(pointer, Formats.local(instant, zone));
    }

    /** What was posted. U+0000, which no text of ours holds, is a fault of its field and shown as what it can't be. */
    public static Form posted(Shape shape, MultivaluedMap<String, String> fields) {
        var form = new Form(shape);
        fields.forEach((name, texts) -> {
            if (name.startsWith("/")) {
                form.values.put(
                        name,
                        texts.stream()
                                .map(text -> text.replace('\0', '\uFFFD'))
                                .collect(Collectors.toCollection(ArrayList::new)));
                if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)
                        && shape.kind(name).filter(kind -> kind != Kind.GIVEN).isPresent()) {
                    form.fault(name, "text-invalid");
                }
            }
        });
        form.zone = Zones.of(fields.getFirst("_zone")).orElse(Zones.JAPAN);
        form.version = sent(fields, "_version", VERSION, "");
        form.key = sent(fields, "_key", KEY, form.key);
        String add = fields.getFirst("_add");
        String remove = fields.getFirst("_remove");
        if (add != null) {
            form.add(add);
        } else if (remove != null) {
            form.remove(remove);
        }
        return form;
    }

    /** What goes into a header is only what a page of ours wrote. */
    private static String sent(MultivaluedMap<String, String> fields, String name, Pattern written, String otherwise) {
        String sent = fields.getFirst(name);
        return sent != null && written.matcher(sent).matches() ? sent : otherwise;
    }

    public String value(String pointer) {
        List<String> texts = values.get(pointer);
        return texts == null || texts.isEmpty() ? "" : texts.getFirst();
    }

    public List<String> values(String pointer) {
        return values.getOrDefault(pointer, List.of());
    }

    public boolean has(String pointer, String value) {
        return values(pointer).contains(value);
    }

    /** Presets a field that has no value yet. */
    public Form preset(String pointer, String... texts) {
        values.putIfAbsent(pointer, new ArrayList<>(List.of(texts)));
        return this;
    }

    /**
     * Puts in what the page gives now. What was ticked beside something else was ticked for that.
     *
     * @return whether a tick was taken back
     */
    public boolean renew(String pointer, String given) {
        List<String> shown = values.put(pointer, new ArrayList<>(List.of(given)));
        return !List.of(given).equals(shown) && untick();
    }

    /** The numbers of the rows below a pointer. */
    public List<Integer> rows(String pointer) {
        var numbers = new TreeSet<Integer>();
        String prefix = pointer + "/";
        for (String name : values.keySet()) {
            if (name.startsWith(prefix)) {
                String step = step(name, prefix);
                if (!step.isEmpty() && step.length() < 5 && step.chars().allMatch(Character::isDigit)) {
                    numbers.add(Integer.parseInt(step));
                }
            }
        }
        return List.copyOf(numbers);
    }

    /** What is wrong, in the order of the page. */
    public List<Fault> faults() {
        return faults.stream()
                .sorted(Comparator.comparing((Fault fault) -> place(fault.pointer())))
                .toList();
    }

    /** Sorts as the page does: group, rows, field. */
    private String place(String pointer) {
        var patterns = List.copyOf(shape.kinds().keySet());
        var rows = new StringBuilder();
        int group = -1;
        var at = new StringBuilder();
        for (String step : pointer.split("/")) {
            if (step.isEmpty()) {
                continue;
            }
            at.append('/').append(step);
            if (step.matches("\\d{1,4}")) {
                rows.append("%04d".formatted(Integer.parseInt(step)));
            } else if (rows.isEmpty()) {
                String start = at.toString();
                group = IntStream.range(0, patterns.size())
                        .filter(i -> (patterns.get(i) + "/").startsWith(start + "/"))
                        .findFirst()
                        .orElse(group);
            }
        }
        return "%04d|%s|%04d".formatted(group + 1, rows, patterns.indexOf(Shape.pattern(pointer)) + 1);
    }

    public List<Fault> faults(String pointer) {
        return faults.stream().filter(fault -> fault.pointer().equals(pointer)).toList();
    }

    public boolean faulty(String pointer) {
        return faults.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    /** Whether the reader has something to do below a pointer: a fault, or the cursor. */
    public boolean busy(String pointer) {
        String below = pointer + "/";
        return focus.startsWith(below) || faults.stream().anyMatch(fault -> (fault.pointer() + "/").startsWith(below));
    }

    public List<Difference> differences() {
        return differences;
    }

    public boolean focused(String pointer) {
        return focus.equals(pointer);
    }

    /** Leaves the cursor where the browser puts it. */
    public void unfocus() {
        focus = "";
    }

    public String version() {
        return version;
    }

    /** The version as the services compare it. */
    public String etag() {
        return '"' + version + '"';
    }

    public String key() {
        return key;
    }

    /** The id of a field's element. */
    public static String id(String pointer) {
        return "f" + pointer.replace('/', '-');
    }

    /** Adds an empty row below a pointer and puts the cursor there. */
    public void add(String pointer) {
        if (shape.kind(pointer).filter(kind -> kind == Kind.ROWS).isEmpty()) {
            return;
        }
        int next = rows(pointer).stream().mapToInt(i -> i + 1).max().orElse(0);
        values.put(pointer + "/" + next + "/" + ROW, List.of(""));
        String below = Shape.pattern(pointer) + "/*/";
        focus = shape.kinds().keySet().stream()
                .filter(pattern -> pattern.startsWith(below))
                .findFirst()
                .map(pattern -> pointer + "/" + next + "/" + pattern.substring(below.length()))
                .orElse("");
    }

    /** Takes a row away; the rows below move up, and the cursor waits where one is added. */
    public void remove(String pointer) {
        int cut = pointer.lastIndexOf('/');
        String rows = pointer.substring(0, Math.max(cut, 0));
        String step = pointer.substring(cut + 1);
        if (shape.kind(rows).filter(kind -> kind == Kind.ROWS).isEmpty() || !step.matches("\\d{1,4}")) {
            return;
        }
        int gone = Integer.parseInt(step);
        keep(rows, rows(rows).stream().filter(row -> row != gone).toList());
        focus = rows;
    }

    /** Drops rows in which nothing was typed. */
    public void tidy() {
        shape.kinds().entrySet().stream()
                .filter(entry -> entry.getValue() == Kind.ROWS)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(pattern -> places(pattern).forEach(this::dropBlankRows));
    }

    /** The document to send. What cannot be read becomes a fault and is left out. */
    public ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        shape.kinds().forEach((pattern, kind) -> {
            switch (kind) {
                case ROWS, CODES, SKILLS -> places(pattern).forEach(at -> put(document, at, array()));
                default -> {}
            }
        });
        values.forEach((pointer, texts) -> shape.kind(pointer).ifPresent(kind -> {
            JsonNode value = read(kind, pointer, texts);
            if (value != null) {
                put(document, pointer, value);
                if (kind == Kind.YEN) {
                    put(
                            document,
                            pointer.substring(0, pointer.lastIndexOf('/')) + "/currency",
                            JsonNodeFactory.instance.textNode("JPY"));
                }
            }
        }));
        shape.kinds().entrySet().stream()
                .filter(field -> field.getValue() == Kind.BOOLEAN)
                .flatMap(field -> places(field.getKey()).stream())
                .filter(at -> document.at(at).isMissingNode() && stands(document, at))
                .forEach(at -> put(document, at, JsonNodeFactory.instance.booleanNode(false)));
        shape.kinds().forEach((pointer, kind) -> {
            if (kind == Kind.CONFIRM && !has(pointer, "true")) {
                fault(pointer, "confirm");
            }
        });
        shape.musts().stream()
                .filter(pointer -> Stream.of("", "/ja", "/en")
                        .allMatch(language -> value(pointer + language).isBlank()))
                .map(pointer -> shape.kind(pointer).isPresent() ? pointer : pointer + "/ja")
                .filter(pointer -> !faulty(pointer))
                .forEach(pointer -> fault(pointer, "required"));
        return document;
    }

    /** Whether a box that is not ticked says no: not in a group that the reader left empty but for its boxes. */
    private boolean stands(ObjectNode document, String box) {
        String group = box.substring(0, box.lastIndexOf('/'));
        String start = Shape.pattern(group) + "/";
        boolean boxesAlone = shape.kinds().entrySet().stream()
                .filter(field -> field.getKey().startsWith(start))
                .allMatch(field -> field.getValue() == Kind.BOOLEAN);
        return boxesAlone || group.isEmpty() || !document.at(group).isMissingNode();
    }

    public void fault(String pointer, String code) {
        fault(pointer, code, Map.of());
    }

    private void fault(String pointer, String code, Map<String, Object> args) {
        faults.add(new Fault(pointer, MISSING.contains(code) && shape.isChosen(pointer) ? "choose" : code, args));
    }

    /** Takes over what a service refused: each fault at its field, the rest at the head of the form. */
    public void refuse(ServiceProblem problem) {
        if (problem.faults().isEmpty()) {
            faults.add(new Fault("", problem.code(), problem.args()));
        }
        for (Fault fault : problem.faults()) {
            fault(field(fault.pointer()), fault.code(), fault.args());
        }
        if (!problem.uncertain()) {
            key = UUID.randomUUID().toString();
        }
    }

    /**
     * Somebody else was faster: says what they changed, and a further save replaces it knowingly. Of a step, whose form holds
     * nothing that is stored, only what it is about has changed.
     */
    public void overtakenBy(Form theirs) {
        boolean step = theirs.values.keySet().stream()
                .allMatch(pointer -> shape.kind(pointer).orElse(Kind.GIVEN) == Kind.GIVEN);
        var fields = new LinkedHashSet<String>();
        if (!step) {
            fields.addAll(theirs.values.keySet());
            fields.addAll(values.keySet());
        }
        differences = fields.stream()
                .filter(pointer -> shape.kind(pointer)
                        .filter(kind -> kind != Kind.CONFIRM && kind != Kind.GIVEN)
                        .isPresent())
                .filter(pointer -> !theirs.said(pointer).equals(said(pointer)))
                .map(pointer -> new Difference(pointer, said(pointer), theirs.said(pointer)))
                .toList();
        untick();
        theirs.values.forEach((pointer, texts) -> {
            if (shape.kind(pointer).filter(kind -> kind == Kind.GIVEN).isPresent()) {
                values.put(pointer, texts);
            }
        });
        version = theirs.version;
        key = UUID.randomUUID().toString();
        faults.add(new Fault("", step ? "stale-subject" : "stale-version", Map.of()));
    }

    private boolean untick() {
        return values.keySet()
                .removeIf(pointer ->
                        shape.kind(pointer).filter(kind -> kind == Kind.CONFIRM).isPresent());
    }

    /** What a field says, however it was typed or sent: line ends, separators, an empty text, a box that is not ticked. */
    private List<String> said(String pointer) {
        Kind kind = shape.kind(pointer).orElse(Kind.TEXT);
        return values(pointer).stream()
                .map(text -> text.replace("\r\n", "\n").strip())
                .map(text -> kind == Kind.YEN || kind == Kind.AMOUNT ? text.replace(",", "") : text)
                .filter(text -> kind == Kind.BOOLEAN ? text.equals("true") : !text.isEmpty())
                .toList();
    }

    private String field(String pointer) {
        for (String start : List.of(pointer, pointer.replaceFirst("^/[a-z]+", ""), "/requirements" + pointer)) {
            for (String end : List.of("", "/amount", "/ja", "/skill", "/role")) {
                if (shape.kind(start + end).isPresent() && !(start + end).isEmpty()) {
                    return shape.kind(start + end).get() == Kind.GIVEN ? "" : start + end;
                }
            }
        }
        var first = shape.firstOf(pointer);
        if (first.isPresent()) {
            return first.get();
        }
        int cut = pointer.lastIndexOf('/');
        return cut <= 0 ? "" : field(pointer.substring(0, cut));
    }

    private void read(String pointer, JsonNode node, Language language) {
        if (node.isObject()) {
            node.properties().forEach(member -> read(pointer + "/" + member.getKey(), member.getValue(), language));
        } else if (node.isArray()) {
            Kind kind = shape.kind(pointer).orElse(Kind.ROWS);
            if (kind == Kind.CODES) {
                var codes = new ArrayList<String>();
                node.forEach(code -> codes.add(code.asText()));
                values.put(pointer, codes);
            } else if (kind == Kind.SKILLS) {
                var names = new ArrayList<String>();
                node.forEach(skill -> names.add(Vocabulary.name("skills", skill.asText(), language)));
                values.put(pointer, new ArrayList<>(List.of(String.join(language == Language.JA ? "、" : ", ", names))));
            } else {
                for (int i = 0; i < node.size(); i++) {
                    values.put(pointer + "/" + i + "/" + ROW, List.of(""));
                    read(pointer + "/" + i, node.get(i), language);
                }
            }
        } else if (!node.isNull()) {
            String text =
                    node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asText();
            Kind kind = shape.kind(pointer).orElse(Kind.TEXT);
            if (kind == Kind.SKILL) {
                text = Vocabulary.name("skills", text, language);
            } else if ((kind == Kind.YEN || kind == Kind.AMOUNT) && node.isIntegralNumber()) {
                text = "%,d".formatted(node.longValue());
            } else if (kind == Kind.TIME) {
                text = Formats.local(text, zone);
            }
            values.put(pointer, new ArrayList<>(List.of(text)));
        }
    }

    private @Nullable JsonNode read(Kind kind, String pointer, List<String> texts) {
        var nodes = JsonNodeFactory.instance;
        String typed = texts.isEmpty() ? "" : texts.getFirst().strip();
        if (typed.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case TEXT, GIVEN -> nodes.textNode(typed.replace("\r\n", "\n"));
            case BOOLEAN -> nodes.booleanNode(texts.contains("true"));
            case INTEGER, DECIMAL -> number(kind, pointer, typed);
            case YEN, AMOUNT -> yen(pointer, typed);
            case TIME -> time(pointer, typed);
            case CODES -> {
                var codes = array();
                texts.stream().filter(code -> !code.isBlank()).distinct().forEach(codes::add);
                yield codes;
            }
            case SKILL -> {
                String skill = Vocabulary.skillOf(typed);
                if (skill == null) {
                    fault(pointer, "unknown-skill");
                    yield null;
                }
                yield nodes.textNode(skill);
            }
            case SKILLS -> skills(pointer, typed);
            case ROWS, CONFIRM -> null;
        };
    }

    private @Nullable JsonNode skills(String pointer, String typed) {
        var found = array();
        for (String word : SEPARATOR.split(typed)) {
            if (word.isBlank()) {
                continue;
            }
            String skill = Vocabulary.skillOf(word);
            if (skill == null) {
                faults.add(new Fault(pointer, "unknown-skill-named", Map.of("name", word.strip())));
                return null;
            }
            found.add(skill);
        }
        return found;
    }

    private @Nullable JsonNode number(Kind kind, String pointer, String typed) {
        try {
            var number = new BigDecimal(plain(typed).replace(",", ""));
            if (kind == Kind.INTEGER) {
                return JsonNodeFactory.instance.numberNode(number.intValueExact());
            }
            return JsonNodeFactory.instance.numberNode(number);
        } catch (NumberFormatException noNumber) {
            fault(pointer, "not-a-number");
        } catch (ArithmeticException notWhole) {
            fault(pointer, "not-a-whole-number");
        }
        return null;
    }

    private @Nullable JsonNode yen(String pointer, String typed) {
        Matcher matcher = YEN.matcher(plain(typed));
        if (!matcher.matches()) {
            fault(pointer, "not-an-amount");
            return null;
        }
        try {
            var amount = new BigDecimal(matcher.group(1).replace(",", ""));
            if (!matcher.group(2).isEmpty()) {
                amount = amount.movePointRight(4);
            }
            return JsonNodeFactory.instance.numberNode(amount.longValueExact());
        } catch (NumberFormatException | ArithmeticException notWhole) {
            fault(pointer, "not-an-amount");
            return null;
        }
    }

    private @Nullable JsonNode time(String pointer, String typed) {
        String instant = Formats.instant(typed, zone);
        if (instant == null) {
            fault(pointer, "invalid");
            return null;
        }
        return JsonNodeFactory.instance.textNode(instant);
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** All pointers of a pattern whose rows exist. */
    private List<String> places(String pattern) {
        List<String> places = List.of("");
        for (String step : pattern.substring(1).split("/")) {
            places = places.stream()
                    .flatMap(place -> step.equals("*")
                            ? rows(place).stream().map(row -> place + "/" + row)
                            : java.util.stream.Stream.of(place + "/" + step))
                    .toList();
        }
        return places;
    }

    private void dropBlankRows(String rows) {
        keep(
                rows,
                rows(rows).stream()
                        .filter(row -> !blank(rows + "/" + row + "/"))
                        .toList());
    }

    private boolean blank(String prefix) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .allMatch(entry -> entry.getValue().stream().allMatch(String::isBlank));
    }

    private void keep(String rows, List<Integer> kept) {
        String prefix = rows + "/";
        var renumbered = new LinkedHashMap<String, List<String>>();
        values.forEach((name, texts) -> {
            if (!name.startsWith(prefix)) {
                renumbered.put(name, texts);
                return;
            }
            String step = step(name, prefix);
            IntStream.range(0, kept.size())
                    .filter(i -> Integer.toString(kept.get(i)).equals(step))
                    .findFirst()
                    .ifPresent(
                            i -> renumbered.put(prefix + i + name.substring(prefix.length() + step.length()), texts));
        });
        values.clear();
        values.putAll(renumbered);
    }

    private static String step(String name, String prefix) {
        int end = name.indexOf('/', prefix.length());
        return name.substring(prefix.length(), end < 0 ? name.length() : end);
    }

    private static void put(ObjectNode document, String pointer, JsonNode value) {
        String[] steps = pointer.substring(1).split("/");
        JsonNode at = document;
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            JsonNode next =
                    last ? value : steps[i + 1].matches("\\d+") ? array() : JsonNodeFactory.instance.objectNode();
            if (at instanceof ArrayNode rows) {
                int row = Integer.parseInt(steps[i]);
                while (rows.size() <= row) {
                    rows.addObject();
                }
                at = rows.get(row);
            } else {
                var object = (ObjectNode) at;
                if (last || !object.has(steps[i])) {
                    object.set(steps[i], next);
                }
                at = object.get(steps[i]);
            }
        }
    }
}
