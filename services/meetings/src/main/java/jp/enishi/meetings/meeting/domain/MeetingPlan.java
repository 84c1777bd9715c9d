package jp.enishi.meetings.meeting.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** How a coordinator calls a meeting: who, which times, until when, where. */
public record MeetingPlan(
        List<Participant> participants,
        int durationMinutes,
        List<Instant> slots,
        Instant deadline,
        Choice choice,
        Place place) {
    /** Times farther away than this are a slip of the pen. */
    private static final Duration HORIZON = Duration.ofDays(180);

    private static final int LONGEST_URL = 2_000;

    public MeetingPlan {
        participants = List.copyOf(participants);
        slots = List.copyOf(slots);
    }

    /** The meeting in its first version. Fails with every wrong value at once. */
    public Meeting call(UUID candidacyId, UUID caseId, UUID organizationId, UUID talentId, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Set<UUID> users = new HashSet<>();
        for (Participant participant : participants) {
            if (!users.add(participant.userId())) {
                String side = participant.side().name().toLowerCase(Locale.ROOT);
                errors.add(new FieldError("/participants/" + side + "/userId", "twice"));
            }
        }
        if (durationMinutes < 15 || durationMinutes > 120) {
            errors.add(new FieldError("/durationMinutes", "range", Map.of("min", 15, "max", 120)));
        }
        if (!deadline.isAfter(now)) {
            errors.add(new FieldError("/deadline", "past"));
        }
        if (slots.isEmpty() || slots.size() > 20) {
            errors.add(new FieldError("/slots", "size", Map.of("min", 1, "max", 20)));
        }
        Set<Instant> starts = new HashSet<>();
        for (int at = 0; at < slots.size(); at++) {
            String pointer = "/slots/" + at + "/start";
            Instant start = slots.get(at);
            if (!starts.add(start)) {
                errors.add(new FieldError(pointer, "twice"));
            }
            if (!wholeMinutes(start)) {
                errors.add(new FieldError(pointer, "not-whole-minutes"));
            }
            if (start.isBefore(deadline)) {
                errors.add(new FieldError(pointer, "before-deadline"));
            }
            if (start.isAfter(now.plus(HORIZON))) {
                errors.add(new FieldError(pointer, "too-far", Map.of("days", HORIZON.toDays())));
            }
        }
        errors.addAll(errors(place));
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return new Meeting(
                Ids.next(),
                candidacyId,
                caseId,
                organizationId,
                talentId,
                1,
                MeetingState.POLLING,
                choice,
                durationMinutes,
                participants,
                slots.stream()
                        .sorted()
                        .map(start -> new Slot(Ids.next(), start))
                        .toList(),
                deadline,
                place,
                List.of(),
                null,
                0,
                List.of(),
                List.of(),
                Set.of(),
                null,
                null,
                null);
    }

    /** What is wrong with a place: a VIDEO has an https link and nothing else, an ADDRESS an address and nothing else. */
    public static List<FieldError> errors(Place place) {
        List<FieldError> errors = new ArrayList<>();
        boolean video = place.kind() == Place.Kind.VIDEO;
        if (video && !isLink(place.url())) {
            errors.add(new FieldError("/place/url", "https-link-required"));
        }
        if (!video && (place.address() == null || place.address().ja().isBlank())) {
            errors.add(new FieldError("/place/address", "required"));
        }
        if (video && place.address() != null) {
            errors.add(new FieldError("/place/address", "not-with-video"));
        }
        if (!video && place.url() != null) {
            errors.add(new FieldError("/place/url", "not-with-address"));
        }
        return errors;
    }

    /** Meetings begin at a minute, not within one. */
    public static boolean wholeMinutes(Instant start) {
        return start.equals(start.truncatedTo(ChronoUnit.MINUTES));
    }

    private static boolean isLink(@Nullable String url) {
        if (url == null || url.length() > LONGEST_URL) {
            return false;
        }
        try {
            URI link = new URI(url);
            return "https".equals(link.getScheme()) && link.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
