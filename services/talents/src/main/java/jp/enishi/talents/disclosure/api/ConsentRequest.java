package jp.enishi.talents.disclosure.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom the talent consents to be named to, and for which case; the client's name as the talent was shown it. */
public record ConsentRequest(
        @Nullable UUID organizationId,
        @Nullable UUID caseId,
        @Nullable String organizationName) {}
