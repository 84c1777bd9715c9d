package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeycloakAccountTest {
    private static final Map<String, List<String>> LOCKED_OUT =
            Map.of("locale", List.of("ja"), "disabledReason", List.of("permanentLockout"));

    @Test
    void onlyAnOperatorShutsAnAccount() {
        assertThat(KeycloakAccount.shut(false, Map.of("locale", List.of("ja")))).isTrue();
        assertThat(KeycloakAccount.shut(false, null)).isTrue();
        assertThat(KeycloakAccount.shut(true, null)).isFalse();
        assertThat(KeycloakAccount.shut(false, LOCKED_OUT)).isFalse();
        assertThat(KeycloakAccount.shut(true, LOCKED_OUT)).isFalse();
    }
}
