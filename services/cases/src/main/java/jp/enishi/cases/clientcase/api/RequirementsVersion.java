package jp.enishi.cases.clientcase.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.platform.kernel.Difference.Change;
import org.jspecify.annotations.Nullable;

/** Who changed what and why; the whole requirements only when one version is asked for. */
public record RequirementsVersion(
        int version,
        Instant at,
        UUID author,
        String authorRole,
        String reason,
        List<Change> changes,
        @Nullable Requirements requirements) {}
