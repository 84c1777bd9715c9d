package jp.enishi.matching.team.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.Matchmaker.NearTalent;
import jp.enishi.matching.index.TalentSearch;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Gate;
import jp.enishi.matching.score.Miss;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.team.domain.Broken;
import jp.enishi.matching.team.domain.Team;
import org.jspecify.annotations.Nullable;

/** Says which rules stop a team and by how much; of a seat that stays open also what nearly everybody for it lacks. */
@ApplicationScoped
public class Reasons {
    private static final int MOST_NEAR = 20;

    private final Matchmaker matchmaker;
    private final Scorer scorer;

    Reasons(Matchmaker matchmaker, Scorer scorer) {
        this.matchmaker = matchmaker;
        this.scorer = scorer;
    }

    /** What the team breaks. */
    public List<Reason> of(TeamPlan plan, Team team) {
        List<Reason> reasons = new ArrayList<>();
        for (Broken broken : team.broken()) {
            reasons.add(reason(plan, broken));
            if (broken.rule() == Broken.Rule.SEAT_OPEN) {
                nearly(plan, Objects.requireNonNull(broken.positionId()), reasons);
            }
        }
        return reasons;
    }

    /** These rules, without who nearly fits. */
    public List<Reason> of(TeamPlan plan, List<Broken> broken) {
        return broken.stream().map(each -> reason(plan, each)).toList();
    }

    private Reason reason(TeamPlan plan, Broken broken) {
        Map<String, Object> args = new LinkedHashMap<>();
        UUID positionId = broken.positionId();
        if (positionId != null) {
            args.put("positionId", positionId);
            args.put("role", plan.role(positionId));
        }
        if (!broken.people().isEmpty()) {
            args.put("people", broken.people());
        }
        String code = switch (broken.rule()) {
            case SEAT_OPEN -> {
                args.put("seats", broken.amount());
                plan.pools().stream()
                        .filter(pool -> pool.positionId().equals(positionId))
                        .findFirst()
                        .ifPresent(pool -> args.put("fitting", pool.fitting()));
                yield "seats-open";
            }
            case SEAT_DOUBLED -> {
                args.put("seats", broken.amount());
                yield "seats-doubled";
            }
            case NOT_SUITED -> {
                args.put("gates", gates(plan, positionId, broken.people()));
                yield "not-suited";
            }
            case SEATED_TWICE -> "seated-twice";
            case PAIR_APART -> "pair-apart";
            case TOO_LATE -> {
                args.put("before", Objects.requireNonNull(plan.question().startBy()));
                args.put("from", Objects.requireNonNull(broken.date()));
                yield "too-late";
            }
            case OVER_BUDGET -> {
                args.put("amount", broken.amount());
                args.put("budget", Objects.requireNonNull(plan.question().budget()));
                yield "budget-short";
            }
        };
        return new Reason(code, args);
    }

    private List<String> gates(TeamPlan plan, @Nullable UUID positionId, List<UUID> people) {
        Requirement position =
                positionId == null ? null : plan.state().position(positionId).orElse(null);
        TalentState talent = plan.talents().get(people.getFirst());
        if (position == null || talent == null) {
            return List.of();
        }
        return scorer.misses(position, talent.profile()).stream()
                .map(miss -> miss.gate().name())
                .distinct()
                .toList();
    }

    /** Of those whom one hard condition excludes from the position: the condition, how many, and the least that is amiss. */
    private void nearly(TeamPlan plan, UUID positionId, List<Reason> reasons) {
        Requirement position = plan.state().position(positionId).orElseThrow();
        Map<Gate, List<Miss>> misses =
                new TreeMap<>(matchmaker.nearMisses(plan.state(), position, TalentSearch.ALL, MOST_NEAR).stream()
                        .map(NearTalent::misses)
                        .filter(all -> all.size() == 1)
                        .map(List::getFirst)
                        .collect(Collectors.groupingBy(Miss::gate)));
        misses.forEach((gate, alike) -> {
            Map<String, Object> args = new LinkedHashMap<>();
            args.put("positionId", positionId);
            args.put("role", position.role());
            args.put("count", alike.size());
            String code = switch (gate) {
                case AVAILABILITY -> {
                    alike.stream()
                            .min(Comparator.comparing(miss -> LocalDate.parse(text(miss, "from"))))
                            .ifPresent(first -> {
                                args.put("before", text(first, "latest"));
                                args.put("from", text(first, "from"));
                            });
                    yield "nobody-before";
                }
                case RATE -> {
                    alike.stream()
                            .mapToLong(miss -> Long.parseLong(text(miss, "by")))
                            .min()
                            .ifPresent(least -> args.put("amount", least));
                    yield "rate-above";
                }
                case MUST_SKILL -> {
                    args.put(
                            "skills",
                            alike.stream()
                                    .map(miss -> text(miss, "skill"))
                                    .distinct()
                                    .sorted()
                                    .toList());
                    yield "skill-missing";
                }
                default -> {
                    args.put("gate", gate.name());
                    yield "condition-missed";
                }
            };
            reasons.add(new Reason(code, args));
        });
    }

    private static String text(Miss miss, String name) {
        return String.valueOf(miss.args().get(name));
    }
}
