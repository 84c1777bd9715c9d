package jp.enishi.contracts.engagement.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Difference.Change;
import org.jspecify.annotations.Nullable;

/** What accompanies an engagement. */
public record Support(
        List<CheckIn> checkIns,
        List<Ticket> tickets,
        List<Amendment> amendments,
        @Nullable Notice notice) {

    /** A talk with both sides on a day, and what each said. */
    public record CheckIn(int number, LocalDate dueOn, List<Report> reports) {}

    /** What one side said. */
    public record Report(Side side, String text, Instant at) {}

    public enum TicketState {
        OPEN,
        ESCALATED,
        RESOLVED
    }

    public enum Category {
        WORK,
        PAYMENT,
        HARASSMENT,
        OTHER
    }

    /**
     * Something that is wrong.
     *
     * @param side null when a coordinator opened it
     */
    public record Ticket(
            int number,
            TicketState state,
            Category category,
            @Nullable Side side,
            String text,
            Instant at,
            @Nullable Instant escalatedAt,
            @Nullable String escalation,
            @Nullable Instant resolvedAt,
            @Nullable String resolution,
            List<Reply> replies) {

        /** As its side sees it: why it was handed up is the coordinators' own. */
        Ticket outside() {
            return new Ticket(
                    number, state, category, side, text, at, escalatedAt, null, resolvedAt, resolution, replies);
        }
    }

    /**
     * What was said about a ticket.
     *
     * @param side null when a coordinator said it
     */
    public record Reply(@Nullable Side side, String text, Instant at) {}

    /** How a proposed amendment came to nothing. */
    public enum EndingKind {
        REFUSED,
        WITHDRAWN
    }

    /** That a proposed amendment came to nothing, by whom and why. */
    public record Ending(
            EndingKind kind,
            Side side,
            Instant at,
            @Nullable String reason) {}

    /**
     * Other terms, in force when both sides have signed.
     *
     * @param beforeHash the terms that they are to replace
     * @param ending null while they may still be signed, or are
     */
    public record Amendment(
            int number,
            Side side,
            Instant at,
            String reason,
            boolean lowersFee,
            String beforeHash,
            Terms terms,
            String termsHash,
            List<Change> changes,
            List<Side> signedBy,
            @Nullable Ending ending) {}

    /** Why and when it ends. */
    public record Notice(
            Side side,
            Instant at,
            LocalDate endsOn,
            String reason,
            @Nullable NoticeException exception) {}

    /** What one side may see: its talks and its tickets stay between it and the coordinators, who see all (null). */
    public Support seenBy(@Nullable Side side) {
        if (side == null) {
            return this;
        }
        return new Support(
                checkIns.stream()
                        .map(talk -> new CheckIn(
                                talk.number(),
                                talk.dueOn(),
                                talk.reports().stream()
                                        .filter(report -> report.side() == side)
                                        .toList()))
                        .toList(),
                tickets.stream()
                        .filter(ticket -> ticket.side() == side)
                        .map(Ticket::outside)
                        .toList(),
                amendments,
                notice);
    }
}
