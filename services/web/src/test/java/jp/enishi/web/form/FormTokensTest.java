package jp.enishi.web.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token holds for one sign-in of one reader, and nobody else can make one. */
class FormTokensTest {
    private static final String KEY = "a-signature-key-for-tests-of-32-bytes-and-more";
    private static final Reader HANAKO = new Reader("hanako", "sid-1");

    private record Reader(String subject, String sid) implements JsonWebToken {
        @Override
        public String getName() {
            return subject;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of("sub", "sid");
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getClaim(String name) {
            return (T) Map.of("sub", subject, "sid", sid).get(name);
        }
    }

    private static FormTokens tokens(String key) {
        return new FormTokens(key, identity(), null);
    }

    private static SecurityIdentity identity() {
        return QuarkusSecurityIdentity.builder().setPrincipal(HANAKO).build();
    }

    @Test
    void everyTokenOfASignInHoldsHoweverManyThereAre() {
        FormTokens tokens = tokens(KEY);
        String one = tokens.issue();
        String two = tokens.issue();
        assertThat(one).isNotEqualTo(two);
        assertThat(tokens.genuine(one, HANAKO)).isTrue();
        assertThat(tokens.genuine(two, HANAKO)).isTrue();
    }

    @Test
    void itHoldsForNobodyElseAndForNoOtherSignIn() {
        FormTokens tokens = tokens(KEY);
        String token = tokens.issue();
        assertThat(tokens.genuine(token, new Reader("taro", "sid-1"))).isFalse();
        assertThat(tokens.genuine(token, new Reader("hanako", "sid-2"))).isFalse();
    }

    @Test
    void anotherKeyMakesNone() {
        assertThat(tokens(KEY).genuine(tokens(KEY + "!").issue(), HANAKO)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "a", "a.b", "a.b.c", "*.*", "AAAAAAAAAAAAAAAAAAAAAA.", ".AAAA"})
    void whatIsNoTokenDoesNotHold(String token) {
        assertThat(tokens(KEY).genuine(token, HANAKO)).isFalse();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> tokens("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
