package jp.enishi.matching;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A market from a seed: the nine cases of the trade, and talents as bodies of events whose roles, skills, rates and wishes
 * follow it. The same seed is the same market.
 */
public final class Market {
    /** One position, with what is asked for and what would be nice. */
    public record Case(
            String title,
            String role,
            String industry,
            String place,
            int upper,
            List<String> must,
            List<String> nice) {}

    /** Title, role, industry, workplace, upper end of the budget, must-haves, nice-to-haves. */
    public static final List<Case> CASES = """
            社内業務システム改善支援 | PMO | MANUFACTURING | HYBRID | 950000 | issue-management, business-improvement | progress-management, material-preparation
            基幹システム開発支援 | PMO | WHOLESALE | HYBRID | 1000000 | hearing, issue-management, progress-management | current-state-analysis, material-preparation
            セキュリティプロジェクト | PMO | FINANCE | ON_SITE | 900000 | issue-management, risk-management | todo-management, internal-coordination
            ECシステム開発 | PM | EC | REMOTE | 1200000 | project-management, vendor-control | schedule-management, requirements-definition
            システム開発運用支援 | PM | IT | HYBRID | 1100000 | customer-negotiation, vendor-control | web-development, material-preparation
            ニアショア立上げ支援 | PM | IT | HYBRID | 1150000 | requirements-definition, task-breakdown | nearshore-management, customer-negotiation
            IT企業のPM補佐 | PM_ASSISTANT | IT | HYBRID | 700000 | progress-management, issue-management | staffing-management
            DX導入サポート | PM_ASSISTANT | RETAIL | REMOTE | 750000 | material-preparation, staff-coordination | dx-promotion, progress-management
            システム開発のPM補佐 | PM_ASSISTANT | INSURANCE | ON_SITE | 700000 | progress-management, quality-management | customer-negotiation-support, issue-management
            """.lines().map(Market::row).toList();

    private static final List<String> ROLES =
            List.of("PMO", "PMO", "PMO", "PM", "PM", "PM_ASSISTANT", "PM_ASSISTANT", "PL", "BACKEND_ENGINEER");
    private static final Map<String, Integer> RATES = Map.of(
            "PMO", 850_000, "PM", 1_000_000, "PM_ASSISTANT", 620_000, "PL", 850_000, "BACKEND_ENGINEER", 700_000);
    private static final List<String> INDUSTRIES =
            List.of("MANUFACTURING", "WHOLESALE", "FINANCE", "EC", "IT", "RETAIL", "INSURANCE", "PUBLIC");
    private static final List<String> PHASES =
            List.of("PLANNING", "REQUIREMENTS", "BASIC_DESIGN", "SYSTEM_TEST", "MIGRATION", "OPERATION");
    private static final LocalDate START = LocalDate.of(2026, 12, 1);
    private static final int ASKED_YEARS = 3;

    private final Random random;

    private static Case row(String line) {
        String[] cells = line.strip().split(" \\| ");
        return new Case(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                Integer.parseInt(cells[4]),
                List.of(cells[5].split(", ")),
                List.of(cells[6].split(", ")));
    }

    public Market(long seed) {
        random = new Random(seed);
    }

    /** A published case as the body of its event. */
    public ObjectNode published(Case wanted) {
        ObjectNode draft = Samples.draft();
        id(draft, "caseId");
        id(draft, "organizationId");
        ObjectNode requirements = Samples.at(draft, "requirements");
        requirements.putObject("title").put("ja", wanted.title());
        requirements.putObject("background").put("ja", "進め方を整えてくださる方を探しています。");
        requirements.putObject("tasks").put("ja", wanted.title() + "の推進");
        requirements.put("industry", wanted.industry());
        Samples.at(requirements, "workplace").put("kind", wanted.place());
        Samples.at(requirements, "period").put("start", START.toString());
        Samples.at(requirements, "budget", "lower").put("amount", wanted.upper() - 100_000);
        Samples.at(requirements, "budget", "upper").put("amount", wanted.upper());
        ObjectNode position = Samples.position(draft);
        id(position, "positionId");
        position.put("role", wanted.role());
        ArrayNode must = position.putArray("must");
        wanted.must().forEach(skill -> must.addObject().put("skill", skill).put("years", ASKED_YEARS));
        ArrayNode nice = position.putArray("nice");
        wanted.nice().forEach(skill -> nice.addObject().put("skill", skill));
        return Samples.published(draft);
    }

    /** So many talents, each other than all before. */
    public List<ObjectNode> talents(int count) {
        List<ObjectNode> talents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            talents.add(talent());
        }
        return talents;
    }

    private ObjectNode talent() {
        String role = pick(ROLES);
        Case near = pick(CASES);
        Set<String> skills = new LinkedHashSet<>();
        for (Case usual : CASES) {
            if (usual.role().equals(role) || random.nextInt(8) == 0) {
                usual.must().stream().filter(skill -> random.nextInt(3) > 0).forEach(skills::add);
                usual.nice().stream().filter(skill -> random.nextBoolean()).forEach(skills::add);
            }
        }
        int rate = RATES.getOrDefault(role, 800_000) + 50_000 * (random.nextInt(9) - 4);
        List<String> places = new ArrayList<>(List.of("HYBRID", "REMOTE"));
        if (random.nextInt(3) == 0) {
            places.add("ON_SITE");
        }
        return talent(
                role,
                random.nextInt(1, 16),
                skills,
                random.nextInt(1, 12),
                random.nextBoolean() ? near.industry() : pick(INDUSTRIES),
                rate,
                places,
                START.plusDays(random.nextInt(-60, 45)));
    }

    /** Somebody who has all that the case asks for, so many years each, free at its start and within its budget. */
    public ObjectNode suited(Case wanted, int years) {
        Set<String> skills = new LinkedHashSet<>(wanted.must());
        skills.addAll(wanted.nice());
        ObjectNode talent = talent(
                wanted.role(),
                Math.max(years, ASKED_YEARS),
                skills,
                years,
                wanted.industry(),
                wanted.upper() - 100_000,
                List.of("ON_SITE", "HYBRID", "REMOTE"),
                START);
        Samples.engagement(talent).put("tasks", wanted.title() + "の推進を担当した。");
        Samples.at(talent, "wishes").putArray("industries").add(wanted.industry());
        return talent;
    }

    private ObjectNode talent(
            String role,
            int roleYears,
            Set<String> skills,
            int skillYears,
            String industry,
            int rate,
            List<String> places,
            LocalDate from) {
        ObjectNode talent = Samples.talent();
        id(talent, "talentId");
        id(talent, "userId");
        ObjectNode sheet = Samples.at(talent, "sheet");
        sheet.put("headline", role + " " + roleYears + "年");
        sheet.put("summary", "複数のプロジェクトに参画。");
        sheet.putArray("roles").addObject().put("role", role).put("years", roleYears);
        ArrayNode stated = sheet.putArray("skills");
        skills.forEach(skill ->
                stated.addObject().put("skill", skill).put("years", skillYears).put("level", random.nextInt(3, 7)));
        ObjectNode engagement = Samples.engagement(talent);
        engagement.put("title", "プロジェクト支援").put("role", role).put("industry", industry);
        engagement.put("from", "2026-08").put("tasks", "各種の管理と調整を担当した。");
        ArrayNode phases = engagement.putArray("phases");
        PHASES.stream()
                .filter(phase -> phase.equals("REQUIREMENTS") || random.nextInt(3) == 0)
                .forEach(phases::add);
        engagement.putArray("skills");
        Samples.at(talent, "availability").put("from", from.toString());
        Samples.at(talent, "wishes", "rate", "minimum").put("amount", rate - 50_000);
        Samples.at(talent, "wishes", "rate", "wish").put("amount", rate);
        ArrayNode will = Samples.at(talent, "wishes").putArray("workplaces");
        places.forEach(will::add);
        Samples.at(talent, "wishes").putArray("roles").add(role);
        return talent;
    }

    private void id(ObjectNode node, String field) {
        node.put(field, new UUID(random.nextLong(), random.nextLong()).toString());
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
