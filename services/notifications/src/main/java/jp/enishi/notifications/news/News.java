package jp.enishi.notifications.news;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for one audience. The same subject and edition is told to the same person once.
 *
 * @param details what the reader is shown beside the sentence: the page, a deadline, a beginning; nothing internal
 * @param caseVersion it waits until the case is known in this version, and is told only while the listing is open then
 */
record News(
        Occasion occasion,
        UUID subject,
        String edition,
        @Nullable UUID caseId,
        Audience audience,
        @Nullable UUID audienceId,
        Map<String, Object> details,
        @Nullable Long caseVersion) {

    /** Who is told. */
    enum Audience {
        USER,
        TALENT,
        COORDINATOR,
        COORDINATORS,
        CLIENTS
    }

    /** What happened to whom, before it is said who is told. */
    record Subject(UUID id, String edition, @Nullable UUID caseId) {

        /** For one person, with the page where they go on. */
        News user(Occasion occasion, UUID user, String page) {
            return of(occasion, Audience.USER, user, page);
        }

        /** For the person with this profile. */
        News talent(Occasion occasion, UUID talent, String page) {
            return of(occasion, Audience.TALENT, talent, page);
        }

        /** For the coordinator of a candidacy. */
        News coordinator(Occasion occasion, UUID candidacy, String page) {
            return of(occasion, Audience.COORDINATOR, candidacy, page);
        }

        /** For all coordinators. */
        News coordinators(Occasion occasion, String page) {
            return of(occasion, Audience.COORDINATORS, null, page);
        }

        /** For those of the client who have acted in the case; while nobody has, for all its members. */
        News clients(Occasion occasion, UUID organization, String page) {
            return of(occasion, Audience.CLIENTS, organization, page);
        }

        private News of(Occasion occasion, Audience audience, @Nullable UUID audienceId, String page) {
            return new News(occasion, id, edition, caseId, audience, audienceId, Map.of("link", page), null);
        }
    }

    /** Something more that the reader is shown. */
    News and(String name, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new News(occasion, subject, edition, caseId, audience, audienceId, more, caseVersion);
    }

    /** It recommends the case as it is in this version or a later one. */
    News recommends(long version) {
        return new News(occasion, subject, edition, caseId, audience, audienceId, details, version);
    }

    /** By when an answer is needed. */
    News until(@Nullable Instant deadline) {
        return with("deadline", deadline);
    }

    /** When it begins. */
    News at(@Nullable Instant start) {
        return with("start", start);
    }

    private News with(String name, @Nullable Instant value) {
        if (value == null) {
            return this;
        }
        return and(name, value.toString());
    }
}
