package jp.enishi.web.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Time zones that readers live in. What they are shown and type is in theirs; days, which the law counts, are Japan's. */
public final class Zones {
    public static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    /** The cookie of the zone that a reader chose, and the one in which a script says where their device is. */
    public static final String CHOSEN = "zone";

    public static final String DEVICE = "zone_here";

    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final List<String> COMMON = List.of(
            "Asia/Tokyo",
            "Asia/Shanghai",
            "Asia/Singapore",
            "Asia/Kolkata",
            "Europe/Paris",
            "Europe/London",
            "America/New_York",
            "America/Los_Angeles",
            "Australia/Sydney");

    private static final List<String> OTHERS = KNOWN.stream()
            .filter(id -> id.contains("/"))
            .filter(id -> !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
            .filter(id -> !COMMON.contains(id))
            .sorted()
            .toList();

    private Zones() {}

    /** Those in which most readers live. */
    public static List<String> common() {
        return COMMON;
    }

    /** The others that are named after a place. */
    public static List<String> others() {
        return OTHERS;
    }

    /** The zone that a cookie's value says; empty when it says none. */
    public static Optional<ZoneId> of(@Nullable String cookie) {
        if (cookie == null || cookie.length() > 100) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(cookie, StandardCharsets.UTF_8))
                    .filter(KNOWN::contains)
                    .map(ZoneId::of);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
