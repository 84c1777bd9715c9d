package jp.enishi.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a hardened realm is, asked of a realm as the admin API shows it (not of the template: an import may drop or
 * change things without a word). Answers with one sentence per weakness; an empty list is a hardened realm.
 */
public final class RealmRules {

    private static final Set<String> ROLES = Set.of("talent", "client", "coordinator", "admin", "auditor");
    private static final Set<String> AUDIENCES =
            Set.of("talents", "cases", "matching", "meetings", "contracts", "notifications", "web");

    private final List<String> weaknesses = new ArrayList<>();

    private RealmRules() {}

    /**
     * @param realm {@code GET /admin/realms/enishi}
     * @param clients {@code …/clients}
     * @param scopes {@code …/client-scopes}
     * @param roles {@code …/roles}
     * @param policies {@code …/client-policies/policies}
     */
    public static List<String> weaknesses(
            JsonNode realm, JsonNode clients, JsonNode scopes, JsonNode roles, JsonNode policies) {
        RealmRules rules = new RealmRules();
        rules.checkRealm(realm);
        clients.forEach(rules::checkClient);
        rules.checkBff(clients);
        rules.checkScopes(scopes);
        Set<String> names = new TreeSet<>();
        roles.forEach(role -> names.add(role.path("name").asText()));
        rules.require(names.containsAll(ROLES), "the realm roles are " + names);
        rules.checkPolicies(policies);
        return List.copyOf(rules.weaknesses);
    }

    private void require(boolean holds, String weakness) {
        if (!holds) {
            weaknesses.add(weakness);
        }
    }

    private void checkRealm(JsonNode realm) {
        require(realm.path("bruteForceProtected").asBoolean(), "brute-force protection is off");
        require(realm.path("permanentLockout").asBoolean(), "no permanent lockout after repeated attacks");
        require(between(realm, "failureFactor", 1, 10), "more than 10 wrong passwords are allowed");
        String passwords = realm.path("passwordPolicy").asText();
        require(passwords.matches(".*\\blength\\(1[2-9]\\).*"), "passwords may be shorter than 12");
        require(
                passwords.contains("notUsername") && passwords.contains("notEmail"),
                "a password may be the user's name");
        require(passwords.contains("passwordBlacklist("), "frequent passwords are allowed");
        require(between(realm, "accessTokenLifespan", 1, 300), "access tokens live longer than 5 minutes");
        require(between(realm, "ssoSessionIdleTimeout", 1, 1800), "idle sessions live longer than 30 minutes");
        require(between(realm, "ssoSessionMaxLifespan", 1, 36_000), "sessions live longer than 10 hours");
        require(between(realm, "clientSessionMaxLifespan", 1, 36_000), "refresh tokens live longer than 10 hours");
        require(realm.path("offlineSessionMaxLifespanEnabled").asBoolean(), "offline sessions live for ever");
        require(between(realm, "accessCodeLifespan", 1, 600), "authorisation codes live longer than 10 minutes");
        require(!realm.path("rememberMe").asBoolean(), "sessions can be remembered");
        require(realm.path("verifyEmail").asBoolean(), "mail addresses are not verified");
        require(!realm.path("duplicateEmailsAllowed").asBoolean(), "two accounts may have one mail address");
        require(!realm.path("sslRequired").asText().equals("none"), "TLS is never required");
        require(
                realm.path("eventsEnabled").asBoolean()
                        && realm.path("eventsExpiration").asLong() > 0,
                "login events are off or kept for ever");
        require(
                realm.path("adminEventsEnabled").asBoolean()
                        && realm.path("attributes")
                                        .path("adminEventsExpiration")
                                        .asLong()
                                > 0,
                "admin events are off or kept for ever");
        require(!realm.path("adminEventsDetailsEnabled").asBoolean(), "admin events keep personal data");
        require(realm.path("registrationAllowed").asBoolean(), "talents cannot register themselves");
        require(realm.path("registrationEmailAsUsername").asBoolean(), "the user name is not the mail address");
        require(realm.path("organizationsEnabled").asBoolean(), "organisations are off");
        require(realm.path("internationalizationEnabled").asBoolean(), "pages are in one language only");
        require(realm.path("defaultLocale").asText().equals("ja"), "the default language is not ja");
        require(
                realm.path("webAuthnPolicyPasswordlessPasskeysEnabled").asBoolean(),
                "passkeys cannot be used to sign in");
        require(
                realm.path("webAuthnPolicyPasswordlessUserVerificationRequirement")
                        .asText()
                        .equals("required"),
                "passkeys do not verify the user");
        require(!realm.path("otpPolicyCodeReusable").asBoolean(), "one-time passwords can be used twice");
        JsonNode headers = realm.path("browserSecurityHeaders");
        require(
                headers.path("contentSecurityPolicy").asText().contains("frame-ancestors 'self'"),
                "pages can be framed");
        require(headers.path("strictTransportSecurity").asText().contains("max-age="), "no HSTS");
    }

    private static boolean between(JsonNode node, String field, int least, int most) {
        int value = node.path(field).asInt();
        return value >= least && value <= most;
    }

    private void checkClient(JsonNode client) {
        String id = client.path("clientId").asText();
        require(!client.path("directAccessGrantsEnabled").asBoolean(), id + ": the password grant is on");
        require(!client.path("implicitFlowEnabled").asBoolean(), id + ": the implicit flow is on");
        require(!client.path("fullScopeAllowed").asBoolean(), id + ": tokens hold every role (full scope)");
        require(
                !client.path("attributes")
                        .path("oauth2.device.authorization.grant.enabled")
                        .asBoolean(),
                id + ": the device grant is on");
        boolean keycloaksOwn = id.startsWith("account");
        for (JsonNode uri : client.path("redirectUris")) {
            boolean exact = !uri.asText().contains("*") && !uri.asText().equals("+");
            require(
                    exact || keycloaksOwn && uri.asText().matches("/realms/[a-z]+/account/\\*"),
                    id + ": redirects to " + uri);
        }
        for (JsonNode origin : client.path("webOrigins")) {
            require(!origin.asText().contains("*"), id + ": any web origin");
        }
        boolean signsIn = client.path("enabled").asBoolean()
                && client.path("standardFlowEnabled").asBoolean()
                && !client.path("bearerOnly").asBoolean();
        if (signsIn && !id.equals("account")) {
            require(
                    client.path("attributes")
                            .path("pkce.code.challenge.method")
                            .asText()
                            .equals("S256"),
                    id + ": PKCE with S256 is not required");
        }
        if (signsIn && client.path("publicClient").asBoolean()) {
            require(keycloaksOwn, id + ": a public client can sign users in");
        }
    }

    private void checkBff(JsonNode clients) {
        for (JsonNode client : clients) {
            if (client.path("clientId").asText().equals("bff")) {
                JsonNode attributes = client.path("attributes");
                require(!client.path("publicClient").asBoolean(), "bff: is public");
                require(
                        client.path("clientAuthenticatorType").asText().equals("client-jwt"),
                        "bff: no private_key_jwt");
                require(
                        attributes
                                .path("token.endpoint.auth.signing.alg")
                                .asText()
                                .equals("RS256"),
                        "bff: any algorithm");
                require(attributes.path("jwks.string").asText().contains("\"kid\""), "bff: has no key");
                require(
                        !attributes.path("jwks.string").asText().contains("\"d\""),
                        "bff: its private key is in the realm");
                require(client.path("redirectUris").size() == 1, "bff: not one redirect URI");
                require(
                        !attributes.path("post.logout.redirect.uris").asText().matches(".*[*+].*"),
                        "bff: redirects anywhere after sign-out");
                require(!client.path("defaultClientScopes").toString().contains("offline"), "bff: offline access");
                return;
            }
        }
        require(false, "there is no client bff");
    }

    private void checkScopes(JsonNode scopes) {
        Set<String> audiences = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        boolean organizationId = false;
        for (JsonNode scope : scopes) {
            names.add(scope.path("name").asText());
            for (JsonNode mapper : scope.path("protocolMappers")) {
                JsonNode config = mapper.path("config");
                if (mapper.path("protocolMapper").asText().equals("oidc-audience-mapper")) {
                    audiences.add(config.path("included.custom.audience").asText());
                }
                organizationId |= mapper.path("protocolMapper").asText().equals("oidc-organization-membership-mapper")
                        && config.path("addOrganizationId").asBoolean();
            }
        }
        require(audiences.equals(AUDIENCES), "the audiences are " + audiences);
        require(organizationId, "tokens don't hold the organisation's id");
        require(!names.contains("offline_access"), "offline access can be asked for");
    }

    private void checkPolicies(JsonNode policies) {
        for (JsonNode policy : policies.path("policies")) {
            if (policy.path("enabled").asBoolean()
                    && policy.path("conditions").toString().contains("any-client")
                    && !policy.path("profiles").isEmpty()) {
                return;
            }
        }
        require(false, "no client policy holds for every client");
    }
}
