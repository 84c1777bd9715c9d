package jp.enishi.contracts.rule.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.persistence.RuleRows;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;

/** Another value of a rule, from a day to come: what holds today and what held is never changed. */
@ApplicationScoped
public class AddToRule {
    private static final int LONGEST_REASON = 1_000;
    private static final int FURTHEST_YEARS = 10;

    private final RuleRows rows;
    private final DatabaseClock clock;
    private final Audit audit;
    private final Caller caller;

    AddToRule(RuleRows rows, DatabaseClock clock, Audit audit, Caller caller) {
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.caller = caller;
    }

    /** Part of the running transaction. */
    public Uni<Void> add(DatedRule rule, LocalDate from, int value, String reason) {
        caller.require("rule.add", Resource.none("rule"));
        UUID by = Objects.requireNonNull(caller.subject().userId());
        return clock.now()
                .invoke(now -> check(rule, from, value, reason, DatabaseClock.dayOf(now)))
                .chain(() -> rows.add(rule, from, value, reason, by))
                .chain(() -> audit.record(new AuditEntry(
                        by,
                        Role.ADMIN.name(),
                        "rule.add",
                        "rule",
                        UUID.nameUUIDFromBytes(("rule " + rule).getBytes(StandardCharsets.UTF_8)),
                        0,
                        rule + " from " + from)));
    }

    private static void check(DatedRule rule, LocalDate from, int value, String reason, LocalDate today) {
        var findings = new Findings();
        LocalDate last = today.plusYears(FURTHEST_YEARS);
        if (!from.isAfter(today) || from.isAfter(last)) {
            findings.add(
                    "/from", "out-of-range", Map.of("min", today.plusDays(1).toString(), "max", last.toString()));
        }
        if (value < rule.minimum() || value > rule.maximum()) {
            findings.add("/value", "out-of-range", Map.of("min", rule.minimum(), "max", rule.maximum()));
        }
        findings.text("/reason", reason, LONGEST_REASON);
        findings.throwIfAny();
    }
}
