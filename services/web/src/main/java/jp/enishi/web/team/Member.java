package jp.enishi.web.team;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.enishi.web.service.Money;
import jp.enishi.web.service.TeamPerson;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a team, as the reader may know them.
 *
 * @param name null for who may not be told it, and while nobody knows it
 */
public record Member(
        String initials,
        @Nullable String headline,
        Money fee,
        @Nullable String name) {

    /** These by talent, with the names that the reader may know. */
    public static Map<String, Member> of(List<TeamPerson> people, Map<String, String> names) {
        return people.stream()
                .collect(Collectors.toMap(
                        TeamPerson::talentId,
                        one -> new Member(one.initials(), one.headline(), one.fee(), names.get(one.talentId())),
                        (one, other) -> one));
    }

    /** What the reader calls them where there is room for text alone. */
    public String called() {
        return name == null ? initials : name;
    }
}
