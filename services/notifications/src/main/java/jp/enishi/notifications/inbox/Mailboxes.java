package jp.enishi.notifications.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** The places of notifications in the mailboxes they go to. */
final class Mailboxes {
    private Mailboxes() {}

    /** Whoever writes to a mailbox holds its row until the commit; always in the order of users, so nobody waits in a circle. */
    static Uni<Void> lock(SqlConnection connection, UUID[] users) {
        Tuple parameter = Tuple.tuple().addArrayOfUUID(users);
        return connection
                .preparedQuery("""
                        insert into mailbox (user_id) select distinct u from unnest($1::uuid[]) u order by u on conflict do nothing""")
                .execute(parameter)
                .chain(() -> connection
                        .preparedQuery("select 1 from mailbox where user_id = any($1) order by user_id for update")
                        .execute(parameter))
                .replaceWithVoid();
    }

    static Uni<Void> advance(SqlConnection connection, UUID[] users) {
        return connection
                .preparedQuery("""
                        update mailbox b set last_position = greatest(b.last_position,
                            coalesce((select max(n.position) from notification n where n.user_id = b.user_id), 0))
                        where b.user_id = any($1)""")
                .execute(Tuple.tuple().addArrayOfUUID(users))
                .replaceWithVoid();
    }
}
