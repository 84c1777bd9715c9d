package jp.enishi.notifications;

import static jp.enishi.notifications.World.sql;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;
import jp.enishi.platform.test.Tokens;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class AuthorisationTest extends AuthorisationContract {

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of("notification", Set.of("UNREAD", "READ"));
    }

    @Override
    protected List<Specimen> specimens() {
        List<Specimen> all = new ArrayList<>();
        for (String state : List.of("UNREAD", "READ")) {
            UUID talent = UUID.randomUUID();
            add(all, state, Role.TALENT, talent, Tokens.talent(talent));
            UUID client = UUID.randomUUID();
            add(all, state, Role.CLIENT, client, Tokens.client(client, "company"));
            UUID coordinator = UUID.randomUUID();
            add(all, state, Role.COORDINATOR, coordinator, Tokens.coordinator(coordinator));
            UUID admin = UUID.randomUUID();
            add(all, state, Role.ADMIN, admin, Tokens.admin(admin));
        }
        return all;
    }

    private static void add(List<Specimen> all, String state, Role role, UUID user, String token) {
        UUID id = UUID.randomUUID();
        sql("insert into mailbox values ('" + user + "', 1)");
        sql("insert into notification (notification_id, user_id, position, case_id, talent_id, kind, data, read_at)"
                + " values ('" + id + "', '" + user + "', 1, uuidv7(), uuidv7(), 'NEW_CASE', '{}', "
                + (state.equals("READ") ? "now()" : "null") + ")");
        all.add(new Specimen("notification", state, Map.of("id", id.toString()), Map.of(role, token)));
    }

    @Override
    protected Map<String, Sample> samples() {
        return Map.of(
                "PUT /api/v1/notifications/preferences",
                Sample.of(World.preferences("ja", true, true)),
                "POST /api/v1/notifications/reading",
                Sample.json("{\"newest\":\"<id>\"}"));
    }
}
