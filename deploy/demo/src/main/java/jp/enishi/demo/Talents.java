package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    private record Name(String family, String familyRomaji, String given, String givenRomaji) {}

    private static final List<Name> FOREIGN_NAMES = List.of(
            new Name("Carter", "Carter", "Emily", "Emily"),
            new Name("Kumar", "Kumar", "Rajesh", "Rajesh"),
            new Name("Nguyen", "Nguyen", "Minh Anh", "Minh Anh"),
            new Name("Silva", "Silva", "Paulo", "Paulo"),
            new Name("Kowalska", "Kowalska", "Marta", "Marta"),
            new Name("Tan", "Tan", "Wei Ling", "Wei Ling"),
            new Name("Moreau", "Moreau", "Claire", "Claire"),
            new Name("Okafor", "Okafor", "Daniel", "Daniel"));

    private static final List<String> TOOLS = List.of("Jira", "Redmine", "Backlog", "Microsoft Project", "Excel");
    private static final List<String> COMPANY_HEADS = List.of(
            "ミナト", "北斗", "サンライズ", "日の出", "青葉", "東都", "みらい", "アーク", "フジミ", "瑞穂野", "テクノ", "クレスト", "いちご", "高砂野", "ノーザン",
            "さくら川", "ユニオン", "大和田", "光洋野", "ブリッジ");
    private static final List<String> COMPANY_TAILS =
            List.of("情報システム", "システムズ", "ソリューションズ", "データサービス", "コンサルティング", "テクノロジー", "ソフトウェア", "ネットワークス");
    private static final List<String> PHASES =
            List.of("要件定義", "基本設計", "詳細設計", "製造・開発", "結合テスト", "システムテスト", "受入テスト", "移行", "リリース", "運用保守");
    private static final List<String> PREFECTURES = List.of(
            "13", "13", "13", "13", "13", "13", "14", "14", "11", "12", "27", "27", "23", "40", "01", "04", "26", "28");
    private static final Map<String, String[]> INDUSTRY_NAMES = Map.ofEntries(
            Map.entry("FINANCE", new String[] {"金融", "banking"}),
            Map.entry("INSURANCE", new String[] {"保険", "insurance"}),
            Map.entry("MANUFACTURING", new String[] {"製造", "manufacturing"}),
            Map.entry("RETAIL", new String[] {"小売", "retail"}),
            Map.entry("EC", new String[] {"EC", "e-commerce"}),
            Map.entry("PUBLIC", new String[] {"官公庁", "the public sector"}),
            Map.entry("MEDICAL", new String[] {"医療", "health care"}),
            Map.entry("LOGISTICS", new String[] {"物流", "logistics"}),
            Map.entry("TELECOM", new String[] {"通信", "telecommunications"}),
            Map.entry("ENERGY", new String[] {"エネルギー", "energy"}),
            Map.entry("REAL_ESTATE", new String[] {"不動産", "real estate"}),
            Map.entry("EDUCATION", new String[] {"教育", "education"}),
            Map.entry("MEDIA", new String[] {"メディア", "media"}),
            Map.entry("IT", new String[] {"IT", "IT services"}),
            Map.entry("CONSTRUCTION", new String[] {"建設", "construction"}));
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
            chosen.add(new Name(family[0], family[1], given[0], given[1]));
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
        resume.set("languages", languages(random, english));
        ArrayNode engagements = resume.putArray("engagements");
        career.forEach(stint -> engagements.add(stint.json(skillId, phaseCode)));

        int rate = rate(random, role, years);
        return new Person(index, email, profile, resume, availability(random), wishes(random, role, rate, industries));
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
            return (int) from.until(to, java.time.temporal.ChronoUnit.MONTHS) + 1;
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
        YearMonth end = running ? now : now.minusMonths(1 + random.nextInt(3));
        YearMonth start = now.minusYears(years);
        Set<String> used = new HashSet<>();
        Set<String> usedSentences = new HashSet<>();
        while (stints.size() < 8 && end.isAfter(start)) {
            JsonNode project = project(random, industries, used);
            int shortest = project.get("months").get(0).asInt();
            int longest = project.get("months").get(1).asInt();
            YearMonth from = end.minusMonths(shortest + random.nextInt(longest - shortest + 1) - 1L);
            if (from.isBefore(start)) {
                from = start;
            }
            double passed = 1 - (double) from.until(now, java.time.temporal.ChronoUnit.MONTHS) / (years * 12.0);
            stints.add(stint(
                    random,
                    project,
                    roleAt(target, passed),
                    from,
                    end,
                    running && stints.isEmpty(),
                    industries,
                    english,
                    usedSentences));
            end = from.minusMonths(1L + random.nextInt(3));
        }
        return stints;
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

    private JsonNode project(Random random, List<String> industries, Set<String> used) {
        List<JsonNode> fitting = projects.stream()
                .filter(project -> !used.contains(project.get("ja").asText()))
                .filter(project ->
                        DemoFiles.texts(project.get("industries")).stream().anyMatch(industries::contains))
                .toList();
        JsonNode project = pick(random, fitting.isEmpty() || random.nextInt(6) == 0 ? projects : fitting);
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
            Set<String> usedSentences) {
        List<String> own = DemoFiles.texts(project.get("industries"));
        String industry = own.stream().filter(industries::contains).findFirst().orElse(pick(random, own));
        int smallest = project.get("team").get(0).asInt();
        int largest = project.get("team").get(1).asInt();
        int team = smallest + random.nextInt(largest - smallest + 1);
        int first = role == Role.SE ? 1 + random.nextInt(3) : random.nextInt(4);
        List<String> phases = PHASES.subList(first, Math.min(PHASES.size(), first + 2 + random.nextInt(5)));
        Set<String> skills = new LinkedHashSet<>(DemoFiles.texts(project.get("skills")));
        String tool = pick(random, TOOLS);

        List<JsonNode> sentences = new ArrayList<>();
        work.get(role.name()).forEach(sentences::add);
        Collections.shuffle(sentences, random);
        sentences.sort(java.util.Comparator.comparing(
                sentence -> usedSentences.contains(sentence.get("ja").asText())));
        StringBuilder tasks = new StringBuilder();
        int many = Math.min(sentences.size(), 3 + random.nextInt(2));
        for (JsonNode sentence : sentences.subList(0, many)) {
            usedSentences.add(sentence.get("ja").asText());
            String template = sentence.get(english ? "en" : "ja").asText();
            if (template.contains("{tool}")) {
                skills.add(tool);
            }
            tasks.append(tasks.isEmpty() || !english ? "" : " ").append(fill(random, template, team, tool));
            skills.addAll(DemoFiles.texts(sentence.get("skills")));
        }
        return new Stint(
                company(random, english),
                project,
                from,
                to,
                running,
                role,
                industry,
                phases,
                team,
                project.get(english ? "en" : "ja").asText(),
                tasks.toString(),
                skills);
    }

    private static String fill(Random random, String template, int team, String tool) {
        return template.replace("{teams}", Integer.toString(Math.max(2, Math.min(9, team / 8 + 2))))
                .replace("{team}", Integer.toString(team))
                .replace("{count}", Integer.toString(30 + 10 * random.nextInt(28)))
                .replace("{percent}", Integer.toString(15 + 5 * random.nextInt(10)))
                .replace("{vendors}", Integer.toString(2 + random.nextInt(4)))
                .replace("{money}", Integer.toString(3 + random.nextInt(17)))
                .replace("{subteam}", Integer.toString(Math.clamp(team / 4, 3, 9)))
                .replace("{budget}", Integer.toString(1 + random.nextInt(9)))
                .replace("{month}", Integer.toString(1 + random.nextInt(12)))
                .replace("{few}", Integer.toString(1 + random.nextInt(5)))
                .replace("{screens}", Integer.toString(10 + 5 * random.nextInt(12)))
                .replace("{tool}", tool);
    }

    private static String company(Random random, boolean english) {
        String name = pick(random, COMPANY_HEADS) + pick(random, COMPANY_TAILS);
        return english || random.nextBoolean() ? "株式会社" + name : name + "株式会社";
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
        months.forEach((id, count) -> {
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

    private static ArrayNode languages(Random random, boolean english) {
        ArrayNode languages = JSON.arrayNode();
        languages.addObject().put("language", "ja").put("level", english ? "BUSINESS" : "NATIVE");
        if (english) {
            languages.addObject().put("language", "en").put("level", "NATIVE");
        } else if (random.nextInt(100) < 40) {
            languages
                    .addObject()
                    .put("language", "en")
                    .put("level", pick(random, List.of("BASIC", "CONVERSATION", "BUSINESS")));
        }
        return languages;
    }

    private String headline(Random random, Role role, List<Stint> career, boolean english) {
        Stint recent = career.getFirst();
        String[] industry = INDUSTRY_NAMES.getOrDefault(recent.industry(), new String[] {"IT", "IT services"});
        String[] name = ROLE_NAMES.getOrDefault(role, new String[] {"PM", "project manager"});
        List<String> choices = english
                ? List.of(
                        "%s in %s".formatted(capital(name[1]), industry[1]),
                        "%s, most recently: %s"
                                .formatted(
                                        capital(name[1]),
                                        recent.project().get("en").asText()))
                : List.of(
                        "%s業界に強い%s".formatted(industry[0], name[0]),
                        "%sの経験を持つ%s".formatted(recent.title(), name[0]),
                        "%s名規模までの推進経験がある%s"
                                .formatted(
                                        career.stream()
                                                .mapToInt(Stint::teamSize)
                                                .max()
                                                .orElse(0),
                                        name[0]));
        return pick(random, choices);
    }

    private String summary(Random random, Role role, int years, List<Stint> career, boolean english) {
        Stint recent = career.getFirst();
        @Nullable Stint before = career.size() > 1 ? career.get(1) : null;
        String[] industry = INDUSTRY_NAMES.getOrDefault(recent.industry(), new String[] {"IT", "IT services"});
        String[] name = ROLE_NAMES.getOrDefault(role, new String[] {"PM", "project manager"});
        List<String> strengths = recent.skills().stream()
                .skip(recent.project().get("skills").size())
                .limit(2)
                .toList();
        if (english) {
            return "%s years in IT, mainly in %s. %s as %s with a team of %d.%s"
                    .formatted(
                            years,
                            industry[1],
                            "Most recently: \"" + recent.title() + "\"",
                            name[1],
                            recent.teamSize(),
                            before == null ? "" : " Before that: \"" + before.title() + "\".");
        }
        String strength = String.join("と", strengths);
        return switch (random.nextInt(3)) {
            case 0 ->
                "%s業界を中心に%d年の経験があります。直近は「%s」に%sとして参画し、%sを担いました。%s"
                        .formatted(
                                industry[0],
                                years,
                                recent.title(),
                                name[0],
                                strength,
                                before == null ? "" : "それ以前は「" + before.title() + "」などに携わっています。");
            case 1 ->
                "%sとして、%sを強みに%d年ほどシステム開発の現場に携わってきました。直近の「%s」では%d名の体制でした。"
                        .formatted(name[0], strength, years, recent.title(), recent.teamSize());
            default ->
                "IT業界で%d年。%sが得意な%sです。関係者の多い案件で、状況を見える形にして早めに手を打つことを心がけています。直近は「%s」。"
                        .formatted(years, strength, name[0], recent.title());
        };
    }

    private static int rate(Random random, Role role, int years) {
        double thousand = role.base + role.perYear * Math.min(years, 22) + random.nextGaussian() * role.spread;
        if (role != Role.PM_ASSISTANT && random.nextInt(40) == 0) {
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
