package jp.enishi.cases.clientcase.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.LanguageNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Period;
import jp.enishi.cases.clientcase.domain.Requirements.Position;
import jp.enishi.cases.clientcase.domain.Requirements.SkillNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.Money;

/** A complete case of the trade. */
final class Examples {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final Recruiter RECRUITER =
            new Recruiter(Text.of("株式会社みなと", "Minato Ltd."), Text.of("東京都港区芝1-2-3", null), "saiyo@minato.example");

    static final Vocabulary VOCABULARY = new Vocabulary() {
        @Override
        public boolean knowsSkill(String skill) {
            return Set.of("issue-management", "risk-management").contains(skill);
        }

        @Override
        public boolean knowsRole(String role) {
            return Set.of("PM", "PMO").contains(role);
        }

        @Override
        public boolean knowsIndustry(String industry) {
            return industry.equals("finance");
        }

        @Override
        public boolean knowsPhase(String phase) {
            return phase.equals("requirements");
        }
    };

    private Examples() {}

    static Requirements complete() {
        return requirements(Text.of("課題・ToDo・リスクの管理、社内調整", "Issues, to-dos and risks"), workplace(), position());
    }

    static Requirements titled(String ja) {
        return new Requirements(Text.of(ja, null), null, null, null, null, null, null, null, null, List.of());
    }

    static Requirements requirements(Text tasks, Workplace workplace, Position... positions) {
        return new Requirements(
                Text.of("基幹システム開発支援", "Core system renewal"),
                Text.of("刷新を進めたい。", null),
                tasks,
                "finance",
                workplace,
                100,
                new Hours(140, 180),
                new Period(TODAY.plusDays(20), 6, true),
                new Budget(Money.yen(800_000), Money.yen(950_000)),
                List.of(positions));
    }

    static Workplace workplace() {
        return new Workplace(WorkplaceKind.HYBRID, 2, "13", Text.of("東京都港区", "Minato, Tokyo"));
    }

    static Position position() {
        return new Position(
                null,
                "PMO",
                1,
                List.of(new SkillNeed("issue-management", 3, null)),
                List.of(new SkillNeed("risk-management", null, 4)),
                List.of("requirements"),
                List.of(new LanguageNeed("ja", LanguageLevel.BUSINESS)));
    }
}
