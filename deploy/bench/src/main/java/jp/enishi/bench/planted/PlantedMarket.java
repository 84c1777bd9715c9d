package jp.enishi.bench.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.bench.planted.Truth.Facts;
import jp.enishi.bench.planted.Truth.Wanted;

/**
 * A Japanese market from a seed. For each case the process plants people of every kind: ideal, complete, one must-have
 * short, many short, vetoed for each reason, and boasters, who write of everything that the case wants as what they would
 * like to learn. People write of their skills in other words than cases do, at random. Then everybody is judged against
 * every case by {@link Truth}.
 */
public final class PlantedMarket {
    /** A case with its event's body and its text. */
    public record PlantedCase(Wanted wanted, ObjectNode published, String text) {}

    /** A person with their event's body and their text. */
    public record PlantedTalent(UUID id, Facts facts, ObjectNode body, String text) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ROLES = List.of("PM", "PMO", "PM_ASSISTANT");
    private static final List<String> INDUSTRIES =
            List.of("MANUFACTURING", "WHOLESALE", "FINANCE", "RETAIL", "INSURANCE", "PUBLIC", "LOGISTICS", "TELECOM");
    private static final Map<String, Long> RATES = Map.of("PM", 1_100_000L, "PMO", 950_000L, "PM_ASSISTANT", 700_000L);
    private static final LocalDate START = LocalDate.of(2027, 1, 4);
    private static final int NEAR = 4;
    private static final int VETOED = 2;
    private static final int VETOES = 5;

    private final Random random;
    private final List<PlantedCase> cases = new ArrayList<>();
    private final List<PlantedTalent> talents = new ArrayList<>();

    public PlantedMarket(long seed, int size) {
        random = new Random(seed);
        for (int i = 0; i < size; i++) {
            PlantedCase planted = plantCase();
            cases.add(planted);
            people(planted.wanted());
        }
    }

    public List<PlantedCase> cases() {
        return Collections.unmodifiableList(cases);
    }

    public List<PlantedTalent> talents() {
        return Collections.unmodifiableList(talents);
    }

    private PlantedCase plantCase() {
        List<String> skills = new ArrayList<>(Phrases.OF.keySet());
        Collections.shuffle(skills, random);
        String role = pick(ROLES);
        boolean onSite = random.nextInt(3) == 0;
        Wanted wanted = new Wanted(
                role,
                List.copyOf(skills.subList(0, 3)),
                random.nextInt(2, 5),
                List.copyOf(skills.subList(3, 6)),
                pick(INDUSTRIES),
                onSite,
                START.plusDays(random.nextInt(60)),
                rate(role) + 50_000L * random.nextInt(0, 4));
        StringBuilder text = new StringBuilder("次の方を求めています。");
        wanted.must().forEach(skill -> text.append(phrase(skill)).append("の経験が必須。"));
        wanted.nice().forEach(skill -> text.append(phrase(skill)).append("の経験があれば尚可。"));
        return new PlantedCase(wanted, published(wanted, text.toString()), text.toString());
    }

    private static long rate(String role) {
        return RATES.getOrDefault(role, 900_000L);
    }

    private void people(Wanted wanted) {
        for (int i = 0; i < NEAR; i++) {
            plant(ideal(wanted), List.of());
            Facts complete = ideal(wanted);
            Map<String, Double> skills = new LinkedHashMap<>(complete.skills());
            wanted.nice().forEach(skills::remove);
            plant(
                    with(complete, random.nextBoolean() ? complete.role() : pick(ROLES), skills, pick(INDUSTRIES)),
                    List.of());
            Facts short1 = ideal(wanted);
            Map<String, Double> fewer = new LinkedHashMap<>(short1.skills());
            String lost = pick(wanted.must());
            if (random.nextBoolean()) {
                fewer.remove(lost);
            } else {
                fewer.put(lost, 1.0);
            }
            plant(with(short1, short1.role(), fewer, short1.industry()), List.of());
            Facts stranger = ideal(wanted);
            Map<String, Double> other = new LinkedHashMap<>();
            for (int k = 0; k < 3; k++) {
                other.put(pick(List.copyOf(Phrases.OF.keySet())), (double) random.nextInt(1, 10));
            }
            wanted.must().subList(0, 2).forEach(other::remove);
            plant(with(stranger, pick(ROLES), other, pick(INDUSTRIES)), List.of());
            List<String> boast = new ArrayList<>(wanted.must());
            boast.addAll(wanted.nice());
            plant(with(stranger, pick(ROLES), other, pick(INDUSTRIES)), boast);
        }
        for (int i = 0; i < VETOED; i++) {
            for (int reason = 0; reason < VETOES; reason++) {
                if (reason != 2 || wanted.onSite()) {
                    plant(vetoed(wanted, reason), List.of());
                }
            }
        }
    }

    private Facts ideal(Wanted wanted) {
        Map<String, Double> skills = new LinkedHashMap<>();
        wanted.must().forEach(skill -> skills.put(skill, wanted.years() + random.nextInt(0, 6)));
        wanted.nice().stream()
                .limit(random.nextInt(2, 4))
                .forEach(skill -> skills.put(skill, (double) random.nextInt(1, 8)));
        return new Facts(
                wanted.role(),
                skills,
                wanted.industry(),
                wanted.onSite() || random.nextBoolean() ? Set.of("ON_SITE", "HYBRID", "REMOTE") : Set.of("REMOTE"),
                true,
                wanted.start().minusDays(random.nextInt(0, 60)),
                wanted.budget() - 50_000L * random.nextInt(1, 4));
    }

    private static Facts with(Facts facts, String role, Map<String, Double> skills, String industry) {
        return new Facts(role, skills, industry, facts.places(), facts.business(), facts.from(), facts.minimum());
    }

    private Facts vetoed(Wanted wanted, int reason) {
        Facts facts = ideal(wanted);
        return new Facts(
                reason == 4 ? "BACKEND_ENGINEER" : facts.role(),
                facts.skills(),
                facts.industry(),
                reason == 2 ? Set.of("REMOTE") : facts.places(),
                reason != 3,
                reason == 1 ? wanted.start().plusDays(Truth.VETO_DAYS + random.nextInt(60)) : facts.from(),
                reason == 0 ? (long) (wanted.budget() * (Truth.VETO_RATE + 0.1)) : facts.minimum());
    }

    private void plant(Facts facts, List<String> wishes) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        List<String> did = facts.skills().keySet().stream().map(this::phrase).toList();
        String tasks = String.join("。", did) + "。";
        String summary = wishes.isEmpty()
                ? "チームで成果を出すことを大切にしています。"
                : "今後は" + String.join("、", wishes.stream().map(this::phrase).toList()) + "に挑戦したい。";
        talents.add(new PlantedTalent(id, facts, body(id, facts, summary, tasks), summary + tasks));
    }

    private String phrase(String skill) {
        return Phrases.OF.getOrDefault(skill, List.of(skill)).get(random.nextInt(3));
    }

    /** The same person, writing in English. */
    public static ObjectNode english(PlantedTalent talent) {
        List<String> did = talent.facts().skills().keySet().stream()
                .map(skill -> Phrases.OF.getOrDefault(skill, List.of(skill)).getLast())
                .toList();
        return body(talent.id(), talent.facts(), "Delivers with the team.", String.join(". ", did) + ".");
    }

    /** The body of a talent's event. */
    public static ObjectNode body(UUID id, Facts facts, String summary, String tasks) {
        ObjectNode talent = JSON.createObjectNode();
        talent.put("talentId", id.toString());
        talent.put("userId", id.toString());
        talent.put("status", "ACTIVE").put("complete", true);
        ObjectNode sheet = talent.putObject("sheet");
        sheet.put("initials", "A.B.").put("headline", facts.role()).put("summary", summary);
        sheet.putArray("roles").addObject().put("role", facts.role()).put("years", 8);
        ArrayNode skills = sheet.putArray("skills");
        facts.skills()
                .forEach((skill, years) -> skills.addObject()
                        .put("skill", skill)
                        .put("years", years)
                        .put("level", 5)
                        .put("lastUsed", "2026-10"));
        sheet.putArray("languages")
                .addObject()
                .put("language", "ja")
                .put("level", facts.business() ? "BUSINESS" : "BASIC");
        ObjectNode engagement = sheet.putArray("engagements").addObject();
        engagement.put("title", "").put("from", "2024-04").put("to", "2026-10").put("role", facts.role());
        engagement.put("industry", facts.industry()).put("tasks", tasks);
        engagement.putArray("phases");
        engagement.putArray("skills");
        ObjectNode availability = talent.putObject("availability");
        availability.put("from", facts.from().toString());
        availability.putObject("utilisation").put("minimum", 50).put("maximum", 100);
        ObjectNode wishes = talent.putObject("wishes");
        ObjectNode rate = wishes.putObject("rate");
        rate.putObject("minimum").put("amount", facts.minimum()).put("currency", "JPY");
        rate.putObject("wish").put("amount", facts.minimum()).put("currency", "JPY");
        ArrayNode places = wishes.putArray("workplaces");
        facts.places().stream().sorted().forEach(places::add);
        wishes.put("maximumOnSiteDays", facts.places().contains("ON_SITE") ? 5 : 0);
        wishes.putArray("prefectures");
        wishes.putArray("roles").add(facts.role());
        wishes.putArray("industries");
        return talent;
    }

    private ObjectNode published(Wanted wanted, String text) {
        ObjectNode kase = JSON.createObjectNode();
        kase.put("caseId", new UUID(random.nextLong(), random.nextLong()).toString());
        kase.put("companyId", new UUID(random.nextLong(), random.nextLong()).toString());
        kase.put("organizationId", new UUID(random.nextLong(), random.nextLong()).toString());
        kase.put("status", "PUBLISHED").put("requirementsVersion", 1);
        ObjectNode requirements = kase.putObject("requirements");
        requirements.putObject("title").put("ja", "");
        requirements.putObject("tasks").put("ja", text);
        requirements.put("industry", wanted.industry());
        ObjectNode place = requirements.putObject("workplace");
        place.put("kind", wanted.onSite() ? "ON_SITE" : "REMOTE");
        if (wanted.onSite()) {
            place.put("prefecture", "13");
        }
        requirements.put("utilisation", 100);
        requirements.putObject("period").put("start", wanted.start().toString()).put("months", 6);
        ObjectNode budget = requirements.putObject("budget");
        budget.putObject("upper").put("amount", wanted.budget()).put("currency", "JPY");
        ObjectNode position = requirements.putArray("positions").addObject();
        position.put("positionId", new UUID(random.nextLong(), random.nextLong()).toString());
        position.put("role", wanted.role()).put("headCount", 1);
        ArrayNode must = position.putArray("must");
        wanted.must().forEach(skill -> must.addObject().put("skill", skill).put("years", wanted.years()));
        ArrayNode nice = position.putArray("nice");
        wanted.nice().forEach(skill -> nice.addObject().put("skill", skill));
        position.putArray("phases");
        position.putArray("languages").addObject().put("language", "ja").put("level", "BUSINESS");
        kase.putObject("listing").put("closesOn", "2099-12-20");
        return kase;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
