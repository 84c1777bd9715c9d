package jp.enishi.talents.talent.application;

import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.talent.domain.Talent;
import org.jspecify.annotations.Nullable;

/** In which role the caller acts on a talent: on their own as TALENT, on anybody else's as COORDINATOR. */
public final class Acting {
    private Acting() {}

    public static Role on(Caller caller, @Nullable UUID owner) {
        return caller.subject().isUser(owner) ? Role.TALENT : Role.COORDINATOR;
    }

    public static Resource resource(Caller caller, Talent talent) {
        return Resource.of("talent", caller.subject().isUser(talent.userId()), talent.status());
    }
}
