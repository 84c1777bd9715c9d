package jp.enishi.web.talent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which roles are told of what, as notifications tells them: nobody is asked about mails that they never get. */
final class NoticeKinds {
    private static final Map<String, Set<String>> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("/mail/NEW_CASE", Set.of("talent"));
        ROLES.put("/mail/FITTING_CASE", Set.of("talent"));
        ROLES.put("/mail/PROPOSAL", Set.of("client", "coordinator"));
        ROLES.put("/mail/CANDIDACY", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/MEETING_WANTED", Set.of("talent", "coordinator"));
        ROLES.put("/mail/MEETING_POLL", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/OFFER", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/AGREEMENT", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/ORDER", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/ENGAGEMENT", Set.of("client", "talent", "coordinator"));
        ROLES.put("/mail/INQUIRY", Set.of("coordinator"));
        ROLES.put("/mail/SAVED_SEARCH", Set.of("client", "talent"));
        ROLES.put("/searchDigest", Set.of("client", "talent"));
    }

    private NoticeKinds() {}

    /** The fields of the kinds that somebody in these roles is told of, in the order of the page. */
    static List<String> of(Set<String> roles) {
        return ROLES.entrySet().stream()
                .filter(kind -> kind.getValue().stream().anyMatch(roles::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The fields of all kinds. */
    static List<String> all() {
        return List.copyOf(ROLES.keySet());
    }
}
