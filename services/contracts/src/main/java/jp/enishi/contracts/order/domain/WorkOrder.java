package jp.enishi.contracts.order.domain;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.enishi.contracts.Seat;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * An order: made from one agreement, and there is none without. Each change is a new value with {@code version + 1}, and
 * each version is one event.
 *
 * @param serial counts all orders
 * @param documentHash SHA-256 of the Japanese document, the one that both confirm
 */
public record WorkOrder(
        UUID orderId,
        long version,
        UUID offerId,
        String termsHash,
        Seat seat,
        OrderState state,
        Instant agreedAt,
        int openTasks,
        @Nullable Instant placedAt,
        @Nullable LocalDate placedOn,
        @Nullable Long amount,
        @Nullable String clientName,
        @Nullable String talentName,
        @Nullable String documentHash,
        long serial) {
    private static final Pattern NUMBER = Pattern.compile("(?i)PO-\\d{4}-(\\d{1,18})");
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    /** How people call it. */
    public String number() {
        return number(agreedAt, serial);
    }

    /** How people call the order that was agreed on then, as the one with this serial number. */
    public static String number(Instant agreedAt, long serial) {
        return String.format(Locale.ROOT, "PO-%d-%06d", agreedAt.atZone(JAPAN).getYear(), serial);
    }

    /** The serial number in what people call an order, in full width too, or 0 when it is no such number. */
    public static long serialIn(String text) {
        var number = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        return number.matches() ? Long.parseLong(number.group(1)) : 0;
    }

    /** In writing from now on. */
    public WorkOrder place(
            Checklist checklist,
            Instant now,
            LocalDate day,
            @Nullable Long yen,
            @Nullable String client,
            @Nullable String talent,
            String hash) {
        mustBe(OrderState.PREPARED);
        if (!checklist.complete()) {
            throw new RuleViolation("order-incomplete", Map.of("missing", checklist.missing()));
        }
        return new WorkOrder(
                orderId,
                version + 1,
                offerId,
                termsHash,
                seat,
                OrderState.ORDERED,
                agreedAt,
                openTasks,
                now,
                day,
                yen,
                client,
                talent,
                hash,
                serial);
    }

    /**
     * One side confirms the document.
     *
     * @param both whether the other side has confirmed it before
     */
    public WorkOrder confirm(String hash, boolean both) {
        mustBe(OrderState.ORDERED);
        if (!hash.equals(documentHash)) {
            throw new RuleViolation("document-hash-differs");
        }
        return next(both ? OrderState.CONFIRMED : state, openTasks);
    }

    /** Both parties have said who they are: it can be placed now. */
    public WorkOrder ready() {
        mustBe(OrderState.PREPARED);
        return next(state, openTasks);
    }

    /** One of the items that were left for later is decided. */
    public WorkOrder settle() {
        if (state == OrderState.PREPARED) {
            throw new RuleViolation("order-prepared", Map.of());
        }
        return next(state, openTasks - 1);
    }

    /** The client is reminded of an item that is to be decided soon. */
    public WorkOrder remind() {
        return next(state, openTasks);
    }

    private WorkOrder next(OrderState becomes, int tasks) {
        return new WorkOrder(
                orderId,
                version + 1,
                offerId,
                termsHash,
                seat,
                becomes,
                agreedAt,
                tasks,
                placedAt,
                placedOn,
                amount,
                clientName,
                talentName,
                documentHash,
                serial);
    }

    private void mustBe(OrderState wanted) {
        if (state != wanted) {
            throw new RuleViolation("order-" + state.name().toLowerCase(Locale.ROOT));
        }
    }
}
