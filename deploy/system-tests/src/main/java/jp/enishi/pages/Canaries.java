package jp.enishi.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names, mail addresses and phone numbers of people, and which of them nobody but coordinators and themselves may read. */
public final class Canaries {
    private static final int START = 2;

    /** A text by which one would know somebody. */
    private record Text(String text, String email) {}

    /** All texts by their first two letters: a document is read once, however many people there are. */
    private final Map<String, List<Text>> texts = new HashMap<>();

    private int people;

    /** Everybody who has disclosed themselves to nobody: no consent was ever given. Of whoever was erased nothing is known. */
    public static Canaries of(Connection talents) throws SQLException {
        Canaries canaries = new Canaries();
        try (var statement = talents.createStatement();
                var rows = statement.executeQuery("""
                        select document -> 'profile' ->> 'familyName', document -> 'profile' ->> 'givenName',
                               document -> 'profile' ->> 'familyNameRomaji', document -> 'profile' ->> 'givenNameRomaji',
                               document -> 'profile' ->> 'email', coalesce(document -> 'profile' ->> 'phone', '')
                        from talent where document -> 'profile' ->> 'email' is not null
                          and not exists (select 1 from consent where talent_id = talent.id)
                        """)) {
            while (rows.next()) {
                String family = rows.getString(1);
                String given = rows.getString(2);
                String familyRomaji = rows.getString(3);
                String givenRomaji = rows.getString(4);
                List<String> texts = new ArrayList<>(List.of(
                        family + " " + given,
                        family + given,
                        givenRomaji + " " + familyRomaji,
                        familyRomaji + " " + givenRomaji,
                        rows.getString(5)));
                if (!rows.getString(6).isEmpty()) {
                    texts.add(rows.getString(6));
                }
                canaries.add(rows.getString(5), texts);
            }
        }
        return canaries;
    }

    /** Somebody, by the address of the account and texts of two letters and more. */
    void add(String email, List<String> known) {
        String reader = email.toLowerCase(Locale.ROOT);
        known.forEach(text -> texts.computeIfAbsent(text.substring(0, START), start -> new ArrayList<>())
                .add(new Text(text, reader)));
        people++;
    }

    public int size() {
        return people;
    }

    /** What a document shows of others than its reader. */
    List<String> in(String document, String reader) {
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at + START <= document.length(); at++) {
            for (Text known : texts.getOrDefault(document.substring(at, at + START), List.of())) {
                if (!known.email().equals(reader) && document.startsWith(known.text(), at)) {
                    found.add(known.text());
                }
            }
        }
        return List.copyOf(found);
    }
}
