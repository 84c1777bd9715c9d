package jp.enishi.talents.disclosure.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that one client saw of a talent.
 *
 * @param times how often something was seen, of which {@code newest} may be a part
 */
public record Readership(UUID organizationId, long times, Instant first, Instant last, List<Disclosure> newest) {}
