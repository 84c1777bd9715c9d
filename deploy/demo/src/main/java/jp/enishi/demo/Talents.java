package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes believable talents: a career is built backwards from today out of project templates, and everything else (skills
 * with years, level, summary, rate) follows from that career. The same seed, index and day give the same person.
 */
public final class Talents {
    /** One person, ready to be registered: the parts are bodies of the talents API. */
    public record Person(
            int index,
            String email,
            ObjectNode profile,
            ObjectNode resume,
            ObjectNode availability,
            ObjectNode wishes) {
        /** Free soon and for a whole week, at home or near Tokyo: somebody whom the demo's cases find. */
        Person soon(LocalDate today) {
            ObjectNode free = JSON.objectNode().put("from", today.plusDays(14).toString());
            free.putObject("utilisation").put("minimum", 60).put("maximum", 100);
            ObjectNode asked = wishes.deepCopy();
            asked.putArray("workplaces").add("HYBRID").add("REMOTE");
            asked.put("maximumOnSiteDays", 3).putArray("prefectures").add("13").add("14");
            return new Person(index, email, profile, resume, free, asked);
        }

        Person withEmail(String address) {
            return new Person(index, address, profile.deepCopy().put("email", address), resume, availability, wishes);
        }
    }

    private enum Role {
        PMO(38, 5, 26, 590, 21, 90),
        PM(27, 8, 30, 680, 23, 100),
        PM_ASSISTANT(17, 1, 9, 430, 34, 40),
        PL(7, 6, 18, 560, 20, 60),
        CONSULTANT(6, 6, 22, 850, 28, 120),
        SE(5, 2, 12, 450, 25, 50);

        final int share;
        final int fewestYears;
        final int mostYears;
        /** Monthly rate in thousand yen: base, per year of experience, spread. */
        final int base;

        final int perYear;
        final int spread;

        Role(int share, int fewestYears, int mostYears, int base, int perYear, int spread) {
            this.share = share;
            this.fewestYears = fewestYears;
            this.mostYears = mostYears;
            this.base = base;
            this.perYear = perYear;
            this.spread = spread;
        }
    }

    /** {@code language} is the mother tongue. */
    private record Name(String family, String familyRomaji, String given, String givenRomaji, String language) {
        static Name foreign(String family, String given, String language) {
            return new Name(family, family, given, given, language);
        }
    }

    private static final List<Name> FOREIGN_NAMES = List.of(
            Name.foreign("Carter", "Emily", "en"),
            Name.foreign("Kumar", "Rajesh", "hi"),
            Name.foreign("Nguyen", "Minh Anh", "vi"),
            Name.foreign("Silva", "Paulo", "pt"),
            Name.foreign("Kowalska", "Marta", "pl"),
            Name.foreign("Tan", "Wei Ling", "zh"),
            Name.foreign("Moreau", "Claire", "fr"),
            Name.foreign("Okafor", "Daniel", "en"));

    /** Tools with the year from which they are in use. */
    private static final Map<String, Integer> TOOLS = new TreeMap<>(
            Map.of("Jira", 2013, "Redmine", 2009, "Backlog", 2010, "Microsoft Project", 1998, "Excel", 1996));

    /** Those with a long career had longer engagements, and sum up their first years. */
    private static final int MOST_ENGAGEMENTS = 10;

    /** The most skills that somebody lists. */
    private static final int MOST_SKILLS = 26;

    /** What everybody in a role does, whatever else. */
    private static final Map<Role, List<String>> CORE_SKILLS = Map.of(
            Role.PMO, List.of("課題管理", "進捗管理", "資料作成"),
            Role.PM, List.of("進捗管理", "スケジュール管理", "ベンダーコントロール", "顧客折衝"),
            Role.PM_ASSISTANT, List.of("進捗管理", "課題管理", "資料作成"),
            Role.PL, List.of("進捗管理", "品質管理"),
            Role.CONSULTANT, List.of("資料作成", "課題・目的の決定"),
            Role.SE, List.of("品質管理"));

    private static final List<String> PHASES =
            List.of("要件定義", "基本設計", "詳細設計", "製造・開発", "結合テスト", "システムテスト", "受入テスト", "移行", "リリース", "運用保守");
    private static final List<String> PREFECTURES = List.of(
            "13", "13", "13", "13", "13", "13", "14", "14", "11", "12", "27", "27", "23", "40", "01", "04", "26", "28");
    private static final Map<String, String[]> INDUSTRY_NAMES = Map.ofEntries(
            Map.entry("FINANCE", new String[] {"金融業界", "banking"}),
            Map.entry("INSURANCE", new String[] {"保険業界", "insurance"}),
            Map.entry("MANUFACTURING", new String[] {"製造業", "manufacturing"}),
            Map.entry("RETAIL", new String[] {"小売業界", "retail"}),
            Map.entry("EC", new String[] {"EC業界", "e-commerce"}),
            Map.entry("PUBLIC", new String[] {"官公庁・自治体", "the public sector"}),
            Map.entry("MEDICAL", new String[] {"医療業界", "health care"}),
            Map.entry("LOGISTICS", new String[] {"物流業界", "logistics"}),
            Map.entry("TELECOM", new String[] {"通信業界", "telecommunications"}),
            Map.entry("ENERGY", new String[] {"エネルギー業界", "energy"}),
            Map.entry("REAL_ESTATE", new String[] {"不動産業界", "real estate"}),
            Map.entry("EDUCATION", new String[] {"教育業界", "education"}),
            Map.entry("MEDIA", new String[] {"メディア業界", "media"}),
            Map.entry("IT", new String[] {"IT業界", "IT services"}),
            Map.entry("CONSTRUCTION", new String[] {"建設業界", "construction"}));
    private static final Map<Role, String[]> ROLE_NAMES = Map.of(
            Role.PMO, new String[] {"PMO", "PMO"},
            Role.PM, new String[] {"PM", "project manager"},
            Role.PM_ASSISTANT, new String[] {"PM補佐", "PM assistant"},
            Role.PL, new String[] {"PL", "project leader"},
            Role.CONSULTANT, new String[] {"ITコンサルタント", "IT consultant"},
            Role.SE, new String[] {"SE", "systems engineer"});

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final long seed;
    private final LocalDate today;
    private final Function<String, String> skillId;
    private final Function<String, String> phaseCode;
    private final List<String[]> familyNames;
    private final List<String[]> givenNames;
    private final List<JsonNode> projects;
    private final JsonNode work;
    private final JsonNode employers;

    /**
     * @param skillId the taxonomy's id of a skill's Japanese name; must throw for an unknown one
     * @param phaseCode the taxonomy's code of a phase's Japanese name; must throw for an unknown one
     */
    public Talents(long seed, LocalDate today, Function<String, String> skillId, Function<String, String> phaseCode) {
        this.seed = seed;
        this.today = today;
        this.skillId = skillId;
        this.phaseCode = phaseCode;
        this.familyNames = DemoFiles.rows("names.tsv");
        this.givenNames = DemoFiles.rows("given-names.tsv");
        this.projects = DemoFiles.list("projects.json");
        this.work = DemoFiles.json("work.json");
        this.employers = DemoFiles.json("employers.json");
    }

    /** The first {@code count} people; no two share a name. The first is a PMO, the second a PM who writes in English. */
    public List<Person> make(int count) {
        List<Name> names = names(count);
        List<Person> people = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            people.add(person(index, names.get(index)));
        }
        return people;
    }

    private List<Name> names(int count) {
        Random random = new Random(seed);
        Set<Name> chosen = new LinkedHashSet<>();
        while (chosen.size() < count) {
            int index = chosen.size();
            if (english(index) && index / 12 < FOREIGN_NAMES.size()) {
                chosen.add(FOREIGN_NAMES.get(index / 12));
                continue;
            }
            String[] family = pick(random, familyNames);
            String[] given = pick(random, givenNames);
            chosen.add(new Name(family[0], family[1], given[0], given[1], "ja"));
        }
        return List.copyOf(chosen);
    }

    private static boolean english(int index) {
        return index % 12 == 1;
    }

    private Person person(int index, Name name) {
        Random random = new Random(seed * 1_000_003L + index);
        random.nextInt();
        boolean english = english(index);
        Role role = index == 0 ? Role.PMO : index == 1 ? Role.PM : role(random);
        int years = index < 2 ? 14 : role.fewestYears + random.nextInt(role.mostYears - role.fewestYears + 1);
        List<String> industries = industries(random);
        List<Stint> career = career(random, role, years, industries, english);
        String email =
                "%s.%s.%03d@talent.example".formatted(plain(name.familyRomaji()), plain(name.givenRomaji()), index);

        ObjectNode profile = JSON.objectNode()
                .put("familyName", name.family())
                .put("givenName", name.given())
                .put("familyNameRomaji", name.familyRomaji())
                .put("givenNameRomaji", name.givenRomaji())
                .put("email", email)
                .put("phone", "+81 90 %04d %04d".formatted(1_000 + random.nextInt(9_000), index * 7 % 10_000))
                .put("headline", headline(random, role, career, english))
                .put("language", english ? "en" : "ja");

        ObjectNode resume = JSON.objectNode();
        resume.put("summary", summary(random, role, years, career, english));
        resume.set("roles", roles(career));
        resume.set("skills", skills(random, career));
        resume.set("languages", languages(random, name.language(), english));
        ArrayNode engagements = resume.putArray("engagements");
        career.forEach(stint -> engagements.add(stint.json(skillId, phaseCode)));

        int rate = rate(random, role, years);
        Person person =
                new Person(index, email, profile, resume, availability(random), wishes(random, role, rate, industries));
        return index < 2 ? person.soon(today) : person;
    }

    private Role role(Random random) {
        int draw = random.nextInt(100);
        for (Role role : Role.values()) {
            draw -= role.share;
            if (draw < 0) {
                return role;
            }
        }
        return Role.PMO;
    }

    private static List<String> industries(Random random) {
        List<String> all =
                new ArrayList<>(INDUSTRY_NAMES.keySet().stream().sorted().toList());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, 2 + random.nextInt(2)));
    }

    private record Stint(
            String company,
            JsonNode project,
            YearMonth from,
            YearMonth to,
            boolean running,
            Role role,
            String industry,
            List<String> phases,
            int teamSize,
            String title,
            String tasks,
            Set<String> skills) {
        int months() {
            return (int) from.until(to, ChronoUnit.MONTHS) + 1;
        }

        ObjectNode json(Function<String, String> skillId, Function<String, String> phaseCode) {
            ObjectNode node = JSON.objectNode()
                    .put("company", company)
                    .put("project", title)
                    .put("from", from.toString());
            if (!running) {
                node.put("to", to.toString());
            }
            node.put("role", role.name()).put("industry", industry);
            ArrayNode phaseCodes = node.putArray("phases");
            phases.forEach(phase -> phaseCodes.add(phaseCode.apply(phase)));
            node.put("teamSize", teamSize).put("tasks", tasks);
            ArrayNode ids = node.putArray("skills");
            skills.stream().map(skillId).distinct().forEach(ids::add);
            return node;
        }
    }

    private List<Stint> career(Random random, Role target, int years, List<String> industries, boolean english) {
        List<Stint> stints = new ArrayList<>();
        YearMonth now = YearMonth.from(today);
        boolean running = random.nextInt(100) < 55;
        boolean bullets = !english && random.nextInt(100) < 60;
        YearMonth end = running ? now : now.minusMonths(1 + random.nextInt(3));
        YearMonth start = now.minusYears(years);
        Set<String> used = new HashSet<>();
        Set<String> usedSentences = new HashSet<>();
        float stretch = Math.clamp(years / 12f, 1, 2);
        JsonNode first = projects.stream()
                .filter(project -> project.path("first").asBoolean())
                .findFirst()
                .orElseThrow();
        while (start.plusMonths(2).isBefore(end)) {
            boolean beginning = stints.size() == MOST_ENGAGEMENTS
                    || years >= 5 && start.plusMonths(24).isAfter(end);
            double passed = 1 - (double) end.until(now, ChronoUnit.MONTHS) / (years * 12.0);
            Role role = beginning && target != Role.PM_ASSISTANT ? Role.SE : roleAt(target, passed);
            JsonNode project = beginning ? first : project(random, role, industries, used, end);
            YearMonth from = beginning ? start : end.minusMonths(length(random, project, stretch) - 1L);
            YearMonth earliest = YearMonth.of(project.get("years").get(0).asInt(), 4);
            if (from.isBefore(earliest)) {
                from = earliest;
            }
            if (from.minusMonths(4).isBefore(start)) {
                from = start;
            }
            stints.add(stint(
                    random,
                    project,
                    role,
                    from,
                    end,
                    running && stints.isEmpty(),
                    industries,
                    english,
                    bullets,
                    usedSentences));
            end = from.minusMonths(1L + random.nextInt(3));
        }
        return stints;
    }

    private static int length(Random random, JsonNode project, float stretch) {
        int shortest = project.get("months").get(0).asInt();
        int longest = project.get("months").get(1).asInt();
        return Math.round((shortest + random.nextInt(longest - shortest + 1)) * stretch);
    }

    private static Role roleAt(Role target, double passed) {
        return switch (target) {
            case PM -> passed < 0.25 ? Role.SE : passed < 0.5 ? Role.PL : Role.PM;
            case PMO -> passed < 0.25 ? Role.SE : passed < 0.42 ? Role.PM_ASSISTANT : Role.PMO;
            case PM_ASSISTANT -> passed < 0.3 ? Role.SE : Role.PM_ASSISTANT;
            case PL -> passed < 0.4 ? Role.SE : Role.PL;
            case CONSULTANT -> passed < 0.3 ? Role.SE : passed < 0.5 ? Role.PMO : Role.CONSULTANT;
            case SE -> Role.SE;
        };
    }

    /** A project of its time that this person has not had; of one of the person's industries when there is one. */
    private JsonNode project(Random random, Role role, List<String> industries, Set<String> used, YearMonth end) {
        List<JsonNode> ofItsTime = projects.stream()
                .filter(project -> !project.path("first").asBoolean())
                .filter(project -> project.has("se") || role != Role.SE && role != Role.PL)
                .filter(project -> !used.contains(project.get("ja").asText()))
                .filter(project -> project.get("years").get(0).asInt()
                                < end.minusMonths(project.get("months").get(0).asInt())
                                        .getYear()
                        && end.getYear() <= project.get("years").get(1).asInt())
                .toList();
        List<JsonNode> fitting = ofItsTime.stream()
                .filter(project ->
                        DemoFiles.texts(project.get("industries")).stream().anyMatch(industries::contains))
                .toList();
        JsonNode project = pick(random, fitting.isEmpty() || random.nextInt(8) == 0 ? ofItsTime : fitting);
        used.add(project.get("ja").asText());
        return project;
    }

    private Stint stint(
            Random random,
            JsonNode project,
            Role role,
            YearMonth from,
            YearMonth to,
            boolean running,
            List<String> industries,
            boolean english,
            boolean bullets,
            Set<String> usedSentences) {
        List<String> own = DemoFiles.texts(project.get("industries"));
        String industry = own.stream().filter(industries::contains).findFirst().orElse(pick(random, own));
        int smallest = project.get("team").get(0).asInt();
        int largest = project.get("team").get(1).asInt();
        int team = smallest + random.nextInt(largest - smallest + 1);
        int months = (int) from.until(to, ChronoUnit.MONTHS) + 1;
        int first = role == Role.SE ? 1 + random.nextInt(3) : role == Role.CONSULTANT ? 0 : random.nextInt(3);
        List<String> phases = project.has("phases")
                ? DemoFiles.texts(project.get("phases"))
                : PHASES.subList(first, Math.min(PHASES.size(), first + 2 + Math.min(7, months / 3)));
        Set<String> skills = new LinkedHashSet<>(DemoFiles.texts(project.get("skills")));
        List<String> tools = TOOLS.entrySet().stream()
                .filter(tool -> tool.getValue() <= from.getYear())
                .map(Map.Entry::getKey)
                .toList();
        String tool = pick(random, tools);
        CORE_SKILLS.getOrDefault(role, List.of()).stream()
                .filter(skill -> random.nextInt(10) < 8)
                .forEach(skills::add);

        List<String> lines = new ArrayList<>();
        // What was done for this very project comes first; what is finished is not said of a running one.
        String kind = switch (role) {
            case PM -> "lead";
            case PL, SE -> "se";
            case PMO, PM_ASSISTANT, CONSULTANT -> "office";
        };
        if (!running) {
            List<JsonNode> particular = new ArrayList<>();
            project.get(kind).forEach(particular::add);
            // Either the first or all, so that a story keeps its order.
            particular
                    .subList(0, random.nextBoolean() ? 1 : particular.size())
                    .forEach(line -> lines.add(line.get(english ? 1 : 0).asText()));
        }
        List<JsonNode> sentences = shuffled(random, work.get(role.name()));
        sentences.removeIf(sentence -> running && sentence.path("done").asBoolean());
        sentences.sort(Comparator.comparing(
                sentence -> usedSentences.contains(sentence.get("ja").asText())));
        for (JsonNode sentence : sentences.subList(0, months < 6 ? 1 : 2)) {
            usedSentences.add(sentence.get("ja").asText());
            String template = sentence.get(english ? "en" : "ja").asText();
            if (template.contains("{tool}")) {
                skills.add(tool);
            }
            lines.add(template);
            skills.addAll(DemoFiles.texts(sentence.get("skills")));
        }
        if (running) {
            JsonNode now =
                    shuffled(random, work.get("RUNNING").get(role.name())).getFirst();
            lines.add(now.get(english ? 1 : 0).asText());
            if (!project.has("phases")) {
                phases = List.of(now.get(2).asText().split(","));
            }
        }
        List<String> filled = lines.stream()
                .map(line -> fill(random, line, team, months, to, tool))
                .map(line -> bullets ? bullet(line) : line)
                .toList();
        return new Stint(
                company(random, project, industry, english),
                project,
                from,
                to,
                running,
                role,
                industry,
                phases,
                team,
                title(random, project, role, english),
                String.join(bullets ? "\n" : english ? " " : "", filled),
                skills);
    }

    /** As a line of a skill sheet: no full stop, and a verbal noun at the end where the sentence has one. */
    private static String bullet(String sentence) {
        return "・" + sentence.replaceAll("(?<=[一-龠々]{2})(?<!見直)した。$", "").replaceAll("。$", "");
    }

    private static String title(Random random, JsonNode project, Role role, boolean english) {
        String title = project.get(english ? "en" : "ja").asText();
        boolean plain = random.nextInt(100) < 60;
        if (english || plain) {
            return title;
        }
        return switch (role) {
            case PMO -> title + "のPMO支援";
            case PM_ASSISTANT -> title + "のPM補佐";
            case CONSULTANT -> title + "の構想策定・推進支援";
            case PM, PL, SE -> title;
        };
    }

    private static List<JsonNode> shuffled(Random random, JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private static String fill(Random random, String template, int team, int months, YearMonth to, String tool) {
        // About 800,000 yen a month for each of the people, not all of whom are there all the time.
        int budget = Math.max(1, Math.round(team * months * 0.8f * 0.6f / 100));
        return template.replace("{teams}", Integer.toString(Math.max(2, Math.min(9, team / 8 + 2))))
                .replace("{team}", Integer.toString(team))
                .replace("{count}", Integer.toString(30 + 10 * random.nextInt(28)))
                .replace("{percent}", Integer.toString(15 + 5 * random.nextInt(6)))
                .replace("{vendors}", Integer.toString(2 + random.nextInt(4)))
                .replace("{money}", Integer.toString(3 + random.nextInt(17)))
                .replace("{subteam}", Integer.toString(Math.clamp(team / 4, 3, 9)))
                .replace("{budget}", Integer.toString(budget))
                .replace("{month}", Integer.toString(to.getMonthValue()))
                .replace("{few}", Integer.toString(2 + random.nextInt(5)))
                .replace("{screens}", Integer.toString(10 + 5 * random.nextInt(12)))
                .replace("{tool}", tool);
    }

    private String company(Random random, JsonNode project, String industry, boolean english) {
        int language = english ? 1 : 0;
        String head = shuffled(random, employers.get("heads"))
                .getFirst()
                .get(language)
                .asText();
        JsonNode kinds = project.has("clients")
                ? project.get("clients")
                : employers.get("kinds").get(industry);
        return shuffled(random, kinds).getFirst().get(language).asText().replace("{}", head);
    }

    private static ArrayNode roles(List<Stint> career) {
        Map<Role, Integer> months = new LinkedHashMap<>();
        career.forEach(stint -> months.merge(stint.role(), stint.months(), Integer::sum));
        ArrayNode roles = JSON.arrayNode();
        months.forEach((role, count) ->
                roles.addObject().put("role", role.name()).put("years", Math.max(1, Math.round(count / 12f))));
        return roles;
    }

    private ArrayNode skills(Random random, List<Stint> career) {
        Map<String, Integer> months = new LinkedHashMap<>();
        Map<String, YearMonth> lastUsed = new LinkedHashMap<>();
        for (Stint stint : career) {
            for (String id : stint.skills().stream().map(skillId).distinct().toList()) {
                months.merge(id, stint.months(), Integer::sum);
                lastUsed.putIfAbsent(id, stint.to());
            }
        }
        ArrayNode skills = JSON.arrayNode();
        List<Map.Entry<String, Integer>> most = new ArrayList<>(months.entrySet());
        most.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        most.subList(0, Math.min(most.size(), MOST_SKILLS)).forEach(entry -> {
            String id = entry.getKey();
            int count = entry.getValue();
            int years = Math.max(1, Math.round(count / 12f));
            int level = Math.clamp((years < 2 ? 3 : years < 5 ? 4 : years < 10 ? 5 : 6) + random.nextInt(3) - 1, 1, 7);
            skills.addObject()
                    .put("skill", id)
                    .put("years", years)
                    .put("level", level)
                    .put("lastUsed", String.valueOf(lastUsed.get(id)));
        });
        return skills;
    }

    private static ArrayNode languages(Random random, String motherTongue, boolean english) {
        Map<String, String> levels = new LinkedHashMap<>();
        levels.put(motherTongue, "NATIVE");
        levels.putIfAbsent("ja", "BUSINESS");
        if (english) {
            levels.putIfAbsent("en", "BUSINESS");
        } else if (random.nextInt(100) < 40) {
            levels.put("en", pick(random, List.of("BASIC", "BASIC", "CONVERSATION", "BUSINESS")));
        }
        ArrayNode languages = JSON.arrayNode();
        levels.forEach((language, level) ->
                languages.addObject().put("language", language).put("level", level));
        return languages;
    }

    private String headline(Random random, Role role, List<Stint> career, boolean english) {
        Stint recent = career.getFirst();
        String[] industry = INDUSTRY_NAMES.getOrDefault(mainIndustry(career), new String[] {"IT業界", "IT services"});
        String[] name = ROLE_NAMES.getOrDefault(role, new String[] {"PM", "project manager"});
        List<String> choices = english
                ? List.of(
                        "%s in %s".formatted(capital(name[1]), industry[1]),
                        "%s, most recently: %s"
                                .formatted(
                                        capital(name[1]),
                                        recent.project().get("en").asText()))
                : List.of(
                        "%sに強い%s".formatted(industry[0], name[0]),
                        "%sの経験を持つ%s".formatted(recent.project().get("ja").asText(), name[0]),
                        "%sを得意とする%s".formatted(String.join("と", strengths(random, career)), name[0]),
                        "%s名規模までの推進経験がある%s"
                                .formatted(
                                        career.stream()
                                                .mapToInt(Stint::teamSize)
                                                .max()
                                                .orElse(0),
                                        name[0]));
        return pick(random, choices);
    }

    /** Two of the skills of the recent engagements that are not a technology of the project. */
    private static List<String> strengths(Random random, List<Stint> career) {
        Set<String> skills = new LinkedHashSet<>();
        career.stream()
                .limit(3)
                .forEach(stint -> stint.skills().stream()
                        .skip(stint.project().get("skills").size())
                        .filter(skill -> !TOOLS.containsKey(skill))
                        .forEach(skills::add));
        List<String> all = new ArrayList<>(skills);
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(2, all.size()));
    }

    private String summary(Random random, Role role, int years, List<Stint> career, boolean english) {
        Stint recent = career.getFirst();
        String[] industry = INDUSTRY_NAMES.getOrDefault(mainIndustry(career), new String[] {"IT業界", "IT services"});
        String[] name = ROLE_NAMES.getOrDefault(role, new String[] {"PM", "project manager"});
        List<String> about = shuffled(random, work.get("ABOUT").get(role.name())).stream()
                .limit(1 + random.nextInt(2))
                .map(line -> line.get(english ? 1 : 0).asText())
                .toList();
        @Nullable
        Stint before = career.stream()
                .skip(1)
                .filter(stint -> !stint.title().equals(recent.title()))
                .findFirst()
                .orElse(null);
        if (english) {
            String opening = switch (random.nextInt(3)) {
                case 0 -> "%s with %d years in IT, mainly in %s.".formatted(capital(name[1]), years, industry[1]);
                case 1 -> "%d years of experience in IT projects, most of them in %s.".formatted(years, industry[1]);
                default -> "Has worked in IT for %d years and mostly for clients in %s.".formatted(years, industry[1]);
            };
            String lately = "%s %s in a team of %d on \"%s\"."
                    .formatted(
                            recent.running() ? "Currently" : "Most recently",
                            ROLE_NAMES.getOrDefault(recent.role(), name)[1],
                            recent.teamSize(),
                            recent.title());
            String earlier = before == null ? "" : " Before that: \"" + before.title() + "\".";
            return opening + " " + lately + earlier + " " + String.join(" ", about);
        }
        String opening = switch (random.nextInt(5)) {
            case 0 -> "%sを中心に、システム開発プロジェクトで%d年の経験があります。".formatted(industry[0], years);
            case 1 -> "システム開発の現場に%d年携わり、主に%sのお客様を担当してきました。".formatted(years, industry[0]);
            case 2 -> "SEとして開発を経験した後、%sとして%sの案件に多く参画しています(IT経験%d年)。".formatted(name[0], industry[0], years);
            case 3 -> "IT経験%d年。%sの案件を中心に、%sを務めています。".formatted(years, industry[0], name[0]);
            default -> "%sを専門とし、これまでに%d件のプロジェクトに参画しました(IT経験%d年)。".formatted(name[0], career.size(), years);
        };
        if (role == Role.SE) {
            opening = "%sのシステムを中心に、設計・開発を%d年担当してきました。".formatted(industry[0], years);
        }
        String lately = switch (random.nextInt(3)) {
            case 0 ->
                recent.running()
                        ? "現在は%d名体制の「%s」に参画しています。".formatted(recent.teamSize(), recent.title())
                        : "直近では%d名体制の「%s」に参画しました。".formatted(recent.teamSize(), recent.title());
            case 1 ->
                before == null
                        ? "直近の案件は「%s」です。".formatted(recent.title())
                        : "「%s」「%s」などの経験があります。".formatted(recent.title(), before.title());
            default -> "";
        };
        return opening + lately + String.join("", about);
    }

    private static String mainIndustry(List<Stint> career) {
        Map<String, Integer> months = new LinkedHashMap<>();
        career.forEach(stint -> months.merge(stint.industry(), stint.months(), Integer::sum));
        return Collections.max(months.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static int rate(Random random, Role role, int years) {
        double thousand = role.base + role.perYear * Math.min(years, 22) + random.nextGaussian() * role.spread;
        if (Set.of(Role.PMO, Role.PM, Role.CONSULTANT).contains(role) && random.nextInt(40) == 0) {
            thousand += 600 + random.nextInt(500);
        }
        return Math.clamp(Math.round(thousand / 10) * 10, 380, 2_400) * 1_000;
    }

    private ObjectNode availability(Random random) {
        int utilisation = pick(random, List.of(100, 100, 100, 100, 80, 80, 60, 50));
        ObjectNode node = JSON.objectNode()
                .put(
                        "from",
                        today.plusDays(random.nextInt(10) < 6 ? random.nextInt(30) : 30 + random.nextInt(75))
                                .toString());
        node.putObject("utilisation")
                .put("minimum", Math.max(20, utilisation - pick(random, List.of(0, 20, 40, 50))))
                .put("maximum", utilisation);
        return node;
    }

    private static ObjectNode wishes(Random random, Role role, int rate, List<String> industries) {
        ObjectNode node = JSON.objectNode();
        ObjectNode rates = node.putObject("rate");
        rates.putObject("minimum")
                .put("amount", Math.round(rate * (0.86 + random.nextInt(10) / 100.0) / 10_000) * 10_000)
                .put("currency", "JPY");
        rates.putObject("wish").put("amount", rate).put("currency", "JPY");
        int style = random.nextInt(100);
        List<String> workplaces = style < 13
                ? List.of("REMOTE")
                : style < 25
                        ? List.of("ON_SITE", "HYBRID")
                        : style < 60 ? List.of("HYBRID", "REMOTE") : List.of("ON_SITE", "HYBRID", "REMOTE");
        ArrayNode places = node.putArray("workplaces");
        workplaces.forEach(places::add);
        node.put(
                "maximumOnSiteDays",
                workplaces.contains("ON_SITE") ? 5 : workplaces.contains("HYBRID") ? 1 + random.nextInt(4) : 0);
        ArrayNode prefectures = node.putArray("prefectures");
        String home = pick(random, PREFECTURES);
        prefectures.add(home);
        if (Set.of("11", "12", "14").contains(home)) {
            prefectures.add("13");
        } else if (home.equals("13") && random.nextBoolean()) {
            prefectures.add("14");
        }
        ArrayNode roles = node.putArray("roles");
        roles.add(role.name());
        if (role == Role.PM && random.nextBoolean()) {
            roles.add("PMO");
        } else if (role == Role.PMO && random.nextInt(3) == 0) {
            roles.add("PM");
        } else if (role == Role.PM_ASSISTANT && random.nextInt(3) == 0) {
            roles.add("PMO");
        }
        ArrayNode wished = node.putArray("industries");
        if (random.nextInt(3) > 0) {
            industries.forEach(wished::add);
        }
        return node;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String plain(String romaji) {
        return romaji.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
