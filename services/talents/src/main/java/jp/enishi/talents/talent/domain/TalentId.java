package jp.enishi.talents.talent.domain;

import java.util.UUID;
import jp.enishi.platform.kernel.Ids;

public record TalentId(UUID value) {
    public static TalentId next() {
        return new TalentId(Ids.next());
    }
}
