package jp.enishi.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names, mail addresses and phone numbers of people, and which of them nobody but coordinators and themselves may read. */
public final class Canaries {
    /** One person: whose account it is, and the texts by which one would know them. */
    private record Known(String email, List<String> texts) {}

    private final List<Known> people = new ArrayList<>();

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
                canaries.people.add(new Known(rows.getString(5).toLowerCase(Locale.ROOT), texts));
            }
        }
        return canaries;
    }

    public int size() {
        return people.size();
    }

    /** What a document shows of others than its reader. */
    List<String> in(String document, String reader) {
        return people.stream()
                .filter(person -> !person.email().equals(reader))
                .flatMap(person -> person.texts().stream())
                .filter(document::contains)
                .toList();
    }
}
