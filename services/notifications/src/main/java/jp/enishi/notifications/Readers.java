package jp.enishi.notifications;

import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Forbidden;

/** Who reads: everything here belongs to a signed-in person. */
public final class Readers {
    private Readers() {}

    /** The caller's user id. */
    public static UUID user(Caller caller) {
        UUID user = caller.subject().userId();
        if (user == null) {
            throw new Forbidden("a notification belongs to a person");
        }
        return user;
    }

    /** The caller's leading role, for the audit trail. */
    public static String role(Caller caller) {
        return caller.subject().roles().stream()
                .sorted()
                .findFirst()
                .map(Enum::name)
                .orElse("NONE");
    }
}
