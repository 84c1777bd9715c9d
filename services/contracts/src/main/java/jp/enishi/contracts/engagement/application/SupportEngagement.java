package jp.enishi.contracts.engagement.application;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.engagement.domain.Deadlines;
import jp.enishi.contracts.engagement.domain.Deadlines.Due;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.EngagementState;
import jp.enishi.contracts.engagement.domain.NoticeException;
import jp.enishi.contracts.engagement.domain.Support;
import jp.enishi.contracts.engagement.domain.Support.Amendment;
import jp.enishi.contracts.engagement.domain.Support.Category;
import jp.enishi.contracts.engagement.domain.Support.CheckIn;
import jp.enishi.contracts.engagement.domain.Support.Ending;
import jp.enishi.contracts.engagement.domain.Support.EndingKind;
import jp.enishi.contracts.engagement.domain.Support.Notice;
import jp.enishi.contracts.engagement.domain.Support.Reply;
import jp.enishi.contracts.engagement.domain.Support.Report;
import jp.enishi.contracts.engagement.domain.Support.Ticket;
import jp.enishi.contracts.engagement.domain.Support.TicketState;
import jp.enishi.contracts.engagement.persistence.Engagements;
import jp.enishi.contracts.engagement.persistence.SupportRecords;
import jp.enishi.contracts.order.application.SettleTasks;
import jp.enishi.contracts.order.document.OrderMail;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.TermsRules;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Difference;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** What people do for a running engagement. Each act is a version of it, with an event and an audit row. */
@ApplicationScoped
public class SupportEngagement {
    private final Engagements engagements;
    private final SupportRecords records;
    private final EngagementJournal journal;
    private final SettleTasks settleTasks;
    private final OrderMail mail;
    private final DatabaseClock clock;
    private final Documents documents;
    private final Rules rules;
    private final Caller caller;

    SupportEngagement(
            Engagements engagements,
            SupportRecords records,
            EngagementJournal journal,
            SettleTasks settleTasks,
            OrderMail mail,
            DatabaseClock clock,
            Documents documents,
            Rules rules,
            Caller caller) {
        this.engagements = engagements;
        this.records = records;
        this.journal = journal;
        this.settleTasks = settleTasks;
        this.mail = mail;
        this.clock = clock;
        this.documents = documents;
        this.rules = rules;
        this.caller = caller;
    }

    /** An engagement and what the caller may see of its support. */
    public record Whole(Engagement engagement, Support support) {}

    /** A locked engagement, and who does something for it when. */
    private record Act(
            Engagement before,
            Support support,
            Actor actor,
            @Nullable Side side,
            Instant now) {
        UUID user() {
            return Objects.requireNonNull(actor.user());
        }

        LocalDate today() {
            return DatabaseClock.dayOf(now);
        }
    }

    @FunctionalInterface
    private interface Work {
        Uni<Engagement> of(Act act);
    }

    @WithSession
    public Uni<Whole> read(UUID id) {
        Subject subject = caller.subject();
        return engagements.find(id, Scope.of(subject)).chain(found -> {
            if (found == null) {
                throw new NotFound("engagement", id);
            }
            caller.require(
                    "engagement.read", Resource.of("engagement", found.seat().isOwn(subject), found.state()));
            return records.of(id)
                    .map(support -> new Whole(found, support.seenBy(found.seat().sideOf(subject))));
        });
    }

    @WithSession
    public Uni<List<Engagement>> list(@Nullable UUID order, @Nullable UUID before, int most) {
        caller.require("engagement.list", Resource.none("engagement"));
        return engagements.list(Scope.of(caller.subject()), order, before, most);
    }

    @WithTransaction
    public Uni<Whole> assign(UUID id, long expected, @Nullable UUID owner) {
        return act("engagement.assign", id, expected, act -> {
            mustRun(act.before());
            return Uni.createFrom().item(act.before().ownedBy(owner == null ? act.user() : owner));
        });
    }

    /** Another check-in beside those of each month. */
    @WithTransaction
    public Uni<Whole> scheduleCheckIn(UUID id, long expected, LocalDate dueOn) {
        return act("engagement.check-in", id, expected, act -> {
            mustRun(act.before());
            if (dueOn.isBefore(act.today()) || dueOn.isAfter(act.before().end())) {
                throw ValidationFailure.at("/dueOn", "out-of-range");
            }
            int number = act.support().checkIns().size() + 1;
            return records.addCheckIn(id, number, dueOn)
                    .chain(() -> engagements.plan(id, List.of(new Due(DueKind.CHECK_IN, dueOn))))
                    .replaceWith(act.before().touched());
        });
    }

    /** What a side said in a check-in: written by that side, or by a coordinator for either. */
    @WithTransaction
    public Uni<Whole> report(UUID id, int number, long expected, @Nullable Side said, String text) {
        return act("engagement.report", id, expected, act -> {
            mustRun(act.before());
            Side side = act.side() == null ? said : act.side();
            if (side == null) {
                throw ValidationFailure.at("/side", "required");
            }
            if (said != null && said != side) {
                throw new Forbidden("engagement.report: the other side's");
            }
            CheckIn talk = act.support().checkIns().stream()
                    .filter(known -> known.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new NotFound("check-in", number));
            if (talk.reports().stream().anyMatch(report -> report.side() == side)) {
                throw new RuleViolation("reported-already");
            }
            return records.addReport(
                            id,
                            number,
                            new Report(side, text, act.now()),
                            act.user(),
                            act.actor().role())
                    .replaceWith(act.before().touched());
        });
    }

    @WithTransaction
    public Uni<Whole> openTicket(UUID id, long expected, Category category, String text) {
        return act("engagement.ticket", id, expected, act -> {
            int number = act.support().tickets().size() + 1;
            LocalDate remembered = act.today().plusDays(rules.current().on(DatedRule.TICKET_DAYS, act.today()));
            return records.addTicket(id, number, category, act.side(), act.user(), text, act.now())
                    .chain(() -> engagements.plan(id, List.of(new Due(DueKind.TICKET, remembered))))
                    .replaceWith(act.before().touched());
        });
    }

    /** To whoever is above: told at once. */
    @WithTransaction
    public Uni<Whole> escalate(UUID id, int number, long expected, String why) {
        return act("engagement.escalate", id, expected, number, act -> {
            if (ticket(act, number).state() != TicketState.OPEN) {
                throw new RuleViolation("ticket-not-open");
            }
            return records.escalate(id, number, why, act.now())
                    .chain(() -> engagements.plan(id, List.of(new Due(DueKind.TICKET, act.today()))))
                    .replaceWith(act.before().touched());
        });
    }

    /** Its side and the coordinators talk about it until it is resolved. */
    @WithTransaction
    public Uni<Whole> reply(UUID id, int number, long expected, String text) {
        return act("engagement.reply", id, expected, number, act -> {
            Ticket ticket = ticket(act, number);
            if (ticket.state() == TicketState.RESOLVED) {
                throw new RuleViolation("ticket-resolved");
            }
            return records.addReply(
                            id,
                            number,
                            ticket.replies().size() + 1,
                            new Reply(act.side(), text, act.now()),
                            act.user(),
                            act.actor().role())
                    .replaceWith(act.before().touched());
        });
    }

    @WithTransaction
    public Uni<Whole> resolve(UUID id, int number, long expected, String resolution) {
        return act("engagement.resolve", id, expected, number, act -> {
            if (ticket(act, number).state() == TicketState.RESOLVED) {
                throw new RuleViolation("ticket-resolved");
            }
            boolean last = act.support().tickets().stream()
                            .filter(ticket -> ticket.state() != TicketState.RESOLVED)
                            .count()
                    == 1;
            return records.resolve(id, number, resolution, act.now())
                    .chain(() -> last
                            ? engagements.forget(id, List.of(DueKind.TICKET))
                            : Uni.createFrom().voidItem())
                    .replaceWith(act.before().touched());
        });
    }

    /** Other terms, signed by the side that proposes them. */
    @WithTransaction
    public Uni<Whole> propose(UUID id, long expected, Terms terms, String reason) {
        return act("engagement.amend", id, expected, act -> {
            Engagement before = act.before();
            Side side = Objects.requireNonNull(act.side());
            before.mustBeAmendable();
            TermsRules.check("/terms", terms, rules.current(), act.today(), before.start());
            if (!before.beginsAs(terms)) {
                throw ValidationFailure.at("/terms/period/start", "not-changeable");
            }
            before.reopenedBy(terms).stream().findFirst().ifPresent(at -> {
                throw ValidationFailure.at("/terms/pending/" + at + "/item", "not-changeable");
            });
            TermsRules.checkWords("/reason", reason);
            String hash = Documents.hash(documents.canonical(terms));
            if (hash.equals(before.termsHash())) {
                throw new RuleViolation("terms-unchanged");
            }
            var amendment = new Amendment(
                    act.support().amendments().size() + 1,
                    side,
                    act.now(),
                    reason,
                    before.isLoweredBy(terms),
                    before.termsHash(),
                    terms,
                    hash,
                    Difference.between(documents.plain(before.terms()), documents.plain(terms)),
                    List.of(),
                    null);
            return records.addAmendment(id, amendment, act.user(), act.actor().role())
                    .chain(() -> records.sign(id, amendment.number(), side, act.user(), hash, act.now()))
                    .replaceWith(before.touched());
        });
    }

    /** The other side signs exactly these terms, and they are in force; what the order left for later and they say is decided. */
    @WithTransaction
    public Uni<Whole> sign(UUID id, int number, long expected, String termsHash) {
        return act("engagement.sign", id, expected, act -> {
            Engagement before = act.before();
            Side side = Objects.requireNonNull(act.side());
            before.mustBeAmendable();
            Amendment amendment = pending(act, number);
            if (amendment.signedBy().contains(side)) {
                throw new RuleViolation("amendment-signed");
            }
            if (!amendment.termsHash().equals(termsHash)) {
                throw new RuleViolation("terms-hash-differs");
            }
            Engagement after = before.amend(rules.current(), amendment.terms(), termsHash);
            return records.sign(id, number, side, act.user(), termsHash, act.now())
                    .chain(() -> replan(before, after, act.support().checkIns().size()))
                    .chain(() -> settleTasks.agreed(
                            after.orderId(),
                            before.terms().decidedBy(after.terms()),
                            after.terms(),
                            number,
                            act.actor()))
                    .replaceWith(after);
        });
    }

    /** The other side doesn't want these terms, and says why; the present ones stay. */
    @WithTransaction
    public Uni<Whole> refuseAmendment(UUID id, int number, long expected, String reason) {
        return act("engagement.refuse-amendment", id, expected, act -> {
            Side side = Objects.requireNonNull(act.side());
            if (pending(act, number).side() == side) {
                throw new Forbidden("engagement.refuse-amendment: one's own");
            }
            return endAmendment(act, number, EndingKind.REFUSED, reason);
        });
    }

    /** The side that proposed other terms takes them back before the other has signed. */
    @WithTransaction
    public Uni<Whole> withdrawAmendment(UUID id, int number, long expected, @Nullable String reason) {
        return act("engagement.withdraw-amendment", id, expected, act -> {
            Side side = Objects.requireNonNull(act.side());
            if (pending(act, number).side() != side) {
                throw new Forbidden("engagement.withdraw-amendment: the other side's");
            }
            return endAmendment(act, number, EndingKind.WITHDRAWN, reason);
        });
    }

    private Uni<Engagement> endAmendment(Act act, int number, EndingKind kind, @Nullable String reason) {
        Engagement before = act.before();
        TermsRules.checkWords("/reason", reason);
        var ending = new Ending(kind, Objects.requireNonNull(act.side()), act.now(), reason);
        return records.endAmendment(before.engagementId(), number, ending, act.user())
                .replaceWith(before.touched());
    }

    /** An amendment that waits for the other side's answer. */
    private static Amendment pending(Act act, int number) {
        Engagement before = act.before();
        before.mustBeAmendable();
        Amendment amendment = act.support().amendments().stream()
                .filter(known -> known.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("amendment", number));
        Ending ending = amendment.ending();
        if (ending != null) {
            throw new RuleViolation("amendment-" + ending.kind().name().toLowerCase(Locale.ROOT));
        }
        boolean newest = act.support().amendments().getLast().number() == number;
        if (!newest || !amendment.beforeHash().equals(before.termsHash())) {
            throw new RuleViolation("amendment-superseded");
        }
        return amendment;
    }

    /** Another last day has other deadlines and more or fewer check-ins. */
    private Uni<Void> replan(Engagement before, Engagement after, int known) {
        if (before.end().equals(after.end())) {
            return Uni.createFrom().voidItem();
        }
        UUID id = after.engagementId();
        Uni<Void> all = engagements
                .forget(id, List.of(DueKind.RENEWAL, DueKind.NOTICE))
                .chain(() -> engagements.plan(id, Deadlines.ofEnd(rules.current(), after.since(), after.end())));
        int number = known;
        for (LocalDate day : Deadlines.checkIns(after.start(), after.end())) {
            if (day.isAfter(before.end())) {
                int next = ++number;
                all = all.chain(() -> records.addCheckIn(id, next, day))
                        .chain(() -> engagements.plan(id, List.of(new Due(DueKind.CHECK_IN, day))));
            }
        }
        return all;
    }

    /** One side says in writing that it ends, and why; the law wants the talent to be told outside these pages too. */
    @WithTransaction
    public Uni<Whole> giveNotice(
            UUID id, long expected, LocalDate endsOn, String reason, @Nullable NoticeException exception) {
        return act("engagement.notice", id, expected, act -> {
            Side side = Objects.requireNonNull(act.side());
            TermsRules.checkWords("/reason", reason);
            Engagement after = act.before().giveNotice(rules.current(), side, endsOn, exception, act.today());
            return records.addNotice(id, new Notice(side, act.now(), endsOn, reason, exception), act.user())
                    .chain(() -> engagements.forget(id, List.of(DueKind.RENEWAL, DueKind.NOTICE)))
                    .chain(() -> side == Side.CLIENT
                            ? mail.ending(after.seat().talentUserId(), id, endsOn, reason)
                            : Uni.createFrom().voidItem())
                    .replaceWith(after);
        });
    }

    @WithTransaction
    public Uni<Whole> end(UUID id, long expected) {
        return act(
                "engagement.end",
                id,
                expected,
                act -> Uni.createFrom().item(act.before().close(act.today())));
    }

    private Uni<Whole> act(String action, UUID id, long expected, Work work) {
        return act(action, id, expected, null, work);
    }

    /** @param ticket the one that it is about, whose side is told */
    private Uni<Whole> act(String action, UUID id, long expected, @Nullable Integer ticket, Work work) {
        Subject subject = caller.subject();
        return engagements.lock(id, Scope.of(subject)).chain(before -> {
            Side side = before.seat().sideOf(subject);
            caller.require(action, Resource.of("engagement", side != null, before.state()));
            StaleVersion.check(expected, before.version());
            Actor actor = side == null ? Actor.of(subject) : Actor.of(subject, side);
            return records.of(id)
                    .chain(support -> clock.now()
                            .chain(now -> work.of(new Act(before, support, actor, side, now))
                                    .call(after -> engagements.change(after, now)))
                            .call(after -> journal.write(after, actor, action, side, concerned(support, ticket, side))))
                    .chain(after -> records.of(id).map(support -> new Whole(after, support.seenBy(side))));
        });
    }

    private static @Nullable Side concerned(Support support, @Nullable Integer number, @Nullable Side side) {
        return number == null
                ? side
                : support.tickets().stream()
                        .filter(ticket -> ticket.number() == number)
                        .findFirst()
                        .map(Ticket::side)
                        .orElse(null);
    }

    /** A side finds its own tickets only. */
    private static Ticket ticket(Act act, int number) {
        return act.support().seenBy(act.side()).tickets().stream()
                .filter(known -> known.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("ticket", number));
    }

    private static void mustRun(Engagement engagement) {
        if (engagement.state() == EngagementState.ENDED) {
            throw new RuleViolation("engagement-ended");
        }
    }
}
