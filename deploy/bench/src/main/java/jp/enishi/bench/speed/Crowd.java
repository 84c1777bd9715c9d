package jp.enishi.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.taxonomy.Skill;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.taxonomy.Term;

/**
 * Talents and cases from a seed, each by its number alone, so that every store holds the same ones. Distribution: the roles
 * of the taxonomy, PM, PMO and PM補佐 together a third; 4–12 skills by Zipf (s = 1) over the taxonomy, its order shifted by the
 * role; one to four engagements of about 150 characters each; wished rate log-normal with p5–p50–p95 near 50–80–135 万円 a
 * month; 54 % of cases on site, 34 % hybrid, 12 % remote; two must-haves (one to five), up to three nice-to-haves.
 */
final class Crowd {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final LocalDate START = LocalDate.of(2027, 1, 4);
    private static final double MEDIAN_RATE = 800_000;
    private static final double RATE_SPREAD = 0.3;
    private static final List<String> PREFECTURES = List.of("13", "14", "11", "12", "27", "23", "40", "01");
    private static final List<String> SENTENCES = List.of(
            "大手企業の基幹システム刷新プロジェクトに参画し、%sと%sを担当した。",
            "週次の定例会議を運営し、%sの観点から関係者の合意形成を進めた。",
            "複数拠点の開発チームをまとめ、%sを中心に計画の見直しを行った。",
            "リリース後の安定稼働まで%sと%sに責任を持って取り組んだ。",
            "少人数のチームで%sを推進し、作業の標準化と引継ぎを行った。");

    private final long seed;
    private final List<Skill> skills;
    private final List<String> roles;
    private final List<String> industries;
    private final List<String> phases;
    private final double[] zipf;

    Crowd(Taxonomy taxonomy, long seed) {
        this.seed = seed;
        this.skills = List.copyOf(taxonomy.skills());
        this.roles = taxonomy.roles().stream().map(Term::id).toList();
        this.industries = taxonomy.industries().stream().map(Term::id).toList();
        this.phases = taxonomy.phases().stream().map(Term::id).toList();
        this.zipf = new double[skills.size()];
        double sum = 0;
        for (int i = 0; i < zipf.length; i++) {
            sum += 1.0 / (i + 1);
            zipf[i] = sum;
        }
    }

    private Random of(long number, int kind) {
        return new Random(seed * 31 + number * 2 + kind);
    }

    static UUID talentId(long number) {
        return new UUID(0x1000L, number);
    }

    private String role(Random random) {
        return random.nextInt(3) == 0 ? roles.get(random.nextInt(3)) : roles.get(random.nextInt(roles.size()));
    }

    private Skill skill(Random random, String role) {
        double at = random.nextDouble() * zipf[zipf.length - 1];
        int rank = 0;
        while (zipf[rank] < at) {
            rank++;
        }
        return skills.get((rank + roles.indexOf(role) * 7) % skills.size());
    }

    private static long rate(Random random) {
        double rate = MEDIAN_RATE * Math.exp(RATE_SPREAD * random.nextGaussian());
        return Math.round(Math.clamp(rate, 300_000, 2_500_000) / 10_000) * 10_000;
    }

    /** A talent's event; another {@code revision} of the same one has another rate, date and years. */
    ObjectNode talent(long number, int revision) {
        Random random = of(number, 0);
        Random revised = of(number * 1_000 + revision, 0);
        String role = role(random);
        Set<Skill> known = new LinkedHashSet<>();
        for (int i = random.nextInt(4, 13); i > 0; i--) {
            known.add(skill(random, role));
        }
        List<Skill> list = List.copyOf(known);
        ObjectNode talent = JSON.createObjectNode();
        talent.put("talentId", talentId(number).toString());
        talent.put("userId", new UUID(0x2000L, number).toString());
        talent.put("status", "ACTIVE").put("complete", true).put("language", "ja");
        talent.putArray("changed");
        ObjectNode sheet = talent.putObject("sheet");
        sheet.put("initials", "T.Y.")
                .put("headline", role + " " + list.getFirst().ja());
        sheet.put("summary", sentence(random, list) + sentence(random, list));
        sheet.putArray("roles").addObject().put("role", role).put("years", revised.nextInt(1, 20));
        ArrayNode stated = sheet.putArray("skills");
        for (Skill skill : list) {
            stated.addObject()
                    .put("skill", skill.id())
                    .put("years", revised.nextInt(1, 15))
                    .put("level", random.nextInt(2, 7))
                    .put("lastUsed", "2026-0" + random.nextInt(1, 10));
        }
        sheet.putArray("languages").addObject().put("language", "ja").put("level", "NATIVE");
        ArrayNode engagements = sheet.putArray("engagements");
        int year = 2026;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            ObjectNode engagement = engagements.addObject();
            engagement.put("title", list.get(random.nextInt(list.size())).ja() + "支援");
            engagement.put("from", (year - 2) + "-04").put("to", year + "-03").put("role", role);
            engagement.put("industry", industries.get(random.nextInt(industries.size())));
            engagement.put("teamSize", random.nextInt(2, 40));
            engagement.put("tasks", sentence(random, list) + sentence(random, list) + sentence(random, list));
            ArrayNode did = engagement.putArray("phases");
            phases.stream().filter(phase -> random.nextInt(4) == 0).forEach(did::add);
            engagement
                    .putArray("skills")
                    .add(list.get(random.nextInt(list.size())).id());
            year -= 2;
        }
        ObjectNode availability = talent.putObject("availability");
        availability.put("from", START.plusDays(revised.nextInt(-90, 60)).toString());
        availability
                .putObject("utilisation")
                .put("minimum", 20 * random.nextInt(0, 5))
                .put("maximum", 100);
        ObjectNode wishes = talent.putObject("wishes");
        long rate = rate(revised);
        ObjectNode rates = wishes.putObject("rate");
        rates.putObject("minimum").put("amount", rate - 50_000).put("currency", "JPY");
        rates.putObject("wish").put("amount", rate).put("currency", "JPY");
        ArrayNode places = wishes.putArray("workplaces").add("REMOTE");
        if (random.nextInt(10) < 8) {
            places.add("HYBRID");
        }
        if (random.nextInt(10) < 5) {
            places.add("ON_SITE");
        }
        wishes.put("maximumOnSiteDays", random.nextInt(1, 6));
        ArrayNode prefectures = wishes.putArray("prefectures");
        for (String prefecture : PREFECTURES) {
            if (random.nextInt(3) == 0) {
                prefectures.add(prefecture);
            }
        }
        wishes.putArray("roles").add(role);
        wishes.putArray("industries");
        return talent;
    }

    private static String sentence(Random random, List<Skill> skills) {
        return SENTENCES
                .get(random.nextInt(SENTENCES.size()))
                .formatted(
                        skills.get(random.nextInt(skills.size())).ja(),
                        skills.get(random.nextInt(skills.size())).ja());
    }

    /** A published case's event. */
    ObjectNode published(long number) {
        Random random = of(number, 1);
        String role = role(random);
        List<Skill> wanted = new ArrayList<>();
        int must = Math.min(5, 1 + (int) Math.floor(-Math.log(1 - random.nextDouble()) * 1.2));
        for (int i = must + random.nextInt(0, 4); i > 0; i--) {
            Skill skill = skill(random, role);
            if (!wanted.contains(skill)) {
                wanted.add(skill);
            }
        }
        ObjectNode kase = JSON.createObjectNode();
        kase.put("caseId", new UUID(0x3000L, number).toString());
        kase.put("companyId", new UUID(0x4000L, number).toString());
        kase.put("organizationId", new UUID(0x5000L, number % 100).toString());
        kase.put("status", "PUBLISHED").put("requirementsVersion", 1);
        ObjectNode requirements = kase.putObject("requirements");
        requirements.putObject("title").put("ja", wanted.getFirst().ja() + "の支援");
        requirements.putObject("background").put("ja", sentence(random, wanted));
        requirements.putObject("tasks").put("ja", sentence(random, wanted) + sentence(random, wanted));
        requirements.put("industry", industries.get(random.nextInt(industries.size())));
        ObjectNode place = requirements.putObject("workplace");
        int kind = random.nextInt(100);
        place.put("kind", kind < 54 ? "ON_SITE" : kind < 88 ? "HYBRID" : "REMOTE");
        place.put("prefecture", PREFECTURES.get(random.nextInt(PREFECTURES.size())));
        if (kind >= 54 && kind < 88) {
            place.put("onSiteDays", random.nextInt(1, 4));
        }
        requirements.put("utilisation", 100 - 20 * random.nextInt(0, 2));
        requirements
                .putObject("period")
                .put("start", START.plusDays(random.nextInt(60)).toString())
                .put("months", random.nextInt(3, 13));
        long upper = rate(random) + 50_000;
        ObjectNode budget = requirements.putObject("budget");
        budget.putObject("lower").put("amount", upper - 100_000).put("currency", "JPY");
        budget.putObject("upper").put("amount", upper).put("currency", "JPY");
        ObjectNode position = requirements.putArray("positions").addObject();
        position.put("positionId", new UUID(0x6000L, number).toString());
        position.put("role", role).put("headCount", 1);
        ArrayNode musts = position.putArray("must");
        ArrayNode nice = position.putArray("nice");
        for (int i = 0; i < wanted.size(); i++) {
            ObjectNode need = (i < must ? musts : nice)
                    .addObject()
                    .put("skill", wanted.get(i).id());
            if (i < must && random.nextBoolean()) {
                need.put("years", random.nextInt(1, 6));
            }
        }
        ArrayNode wantedPhases = position.putArray("phases");
        wantedPhases.add(phases.get(random.nextInt(phases.size())));
        position.putArray("languages").addObject().put("language", "ja").put("level", "BUSINESS");
        kase.putObject("listing").put("closesOn", "2099-12-20");
        return kase;
    }
}
