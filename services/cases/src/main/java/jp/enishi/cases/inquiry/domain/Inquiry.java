package jp.enishi.cases.inquiry.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * A company's first question, from its arrival until it becomes a client or nothing comes of it.
 *
 * @param reference how sender and coordinator name it to each other
 * @param sender null once it is forgotten
 * @param dueAt until when a coordinator answers
 * @param companyId the client that came of it, from when it is registered
 */
public record Inquiry(
        UUID inquiryId,
        String reference,
        long version,
        InquiryState state,
        @Nullable Sender sender,
        Language language,
        Instant receivedAt,
        Instant dueAt,
        @Nullable UUID assignee,
        @Nullable UUID companyId,
        @Nullable Closing closing) {

    /** A new one. */
    public static Inquiry received(UUID inquiryId, String reference, Sender sender, Language language, Instant now) {
        return new Inquiry(
                inquiryId, reference, 1, InquiryState.NEW, sender, language, now, Due.of(now), null, null, null);
    }

    /**
     * A coordinator takes it, or is handed it by another.
     *
     * @throws RuleViolation {@code inquiry-step-illegal} with {@code from} and {@code to}
     */
    public Inquiry takenBy(UUID coordinator) {
        return step(InquiryState.TAKEN, coordinator, null);
    }

    /**
     * A client comes of it.
     *
     * @throws RuleViolation {@code inquiry-step-illegal} with {@code from} and {@code to}
     */
    public Inquiry qualified() {
        return step(InquiryState.QUALIFIED, assignee, null);
    }

    /** The client that came of it is registered. */
    public Inquiry becameClient(UUID company) {
        if (state != InquiryState.QUALIFIED || companyId != null) {
            throw new IllegalStateException("no client comes of an inquiry twice, nor before it is qualified");
        }
        return new Inquiry(
                inquiryId,
                reference,
                version + 1,
                state,
                sender,
                language,
                receivedAt,
                dueAt,
                assignee,
                Objects.requireNonNull(company),
                null);
    }

    /**
     * Nothing comes of it.
     *
     * @throws RuleViolation {@code inquiry-step-illegal} with {@code from} and {@code to}
     */
    public Inquiry closed(Closing why) {
        return step(InquiryState.CLOSED, assignee, why);
    }

    /**
     * Passes while somebody looks after it or its client.
     *
     * @throws RuleViolation {@code inquiry-not-taken} with {@code state}
     */
    public void requireContactable() {
        if (state != InquiryState.TAKEN && state != InquiryState.QUALIFIED) {
            throw new RuleViolation("inquiry-not-taken", Map.of("state", state.name()));
        }
    }

    private Inquiry step(InquiryState to, @Nullable UUID newAssignee, @Nullable Closing newClosing) {
        if (!state.next().contains(to)) {
            throw new RuleViolation("inquiry-step-illegal", Map.of("from", state.name(), "to", to.name()));
        }
        return new Inquiry(
                inquiryId,
                reference,
                version + 1,
                to,
                sender,
                language,
                receivedAt,
                dueAt,
                newAssignee,
                null,
                newClosing);
    }
}
