package jp.enishi.platform.test;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.rest.Rest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every operation of a service × every role × own, foreign and unknown × every state answers as {@code policy/matrix.yaml}
 * says: a service has {@code @QuarkusTest class AuthorisationTest extends AuthorisationContract}. Who adds an operation
 * with a body adds a {@link Sample}; who adds a type or a state adds a {@link Specimen}; a failure says which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AuthorisationContract {
    private static final Policy POLICY = Policy.load();

    private @Nullable List<Specimen> made;

    /** A thing of every type that the service has, in every state, owned by all to whom the matrix gives their own. */
    protected abstract List<Specimen> specimens();

    /** What the operations that take a body or need a query are sent, by method and path: {@code "POST /api/v1/offers"}. */
    protected abstract Map<String, Sample> samples();

    /** The states in the code of each type that has any: those of the matrix must be the same. */
    protected abstract Map<String, Set<String>> states();

    /**
     * Other answers to requests that the policy lets through, by method, path and a state, or a role where there are no
     * states, or a role and UNKNOWN: {@code "GET /api/v1/orders/{id}/document PREPARED" → 404}. Each must be needed.
     */
    protected Map<String, Integer> exceptions() {
        return Map.of();
    }

    /** The names of the values of an enumeration. */
    protected static Set<String> names(Enum<?>... values) {
        Set<String> names = new TreeSet<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return names;
    }

    @Test
    public void everyOperationAnswersAsTheMatrixSays() {
        Authorisation.Report report = authorisation().ask(server());
        System.out.println(getClass().getSimpleName() + ": " + report.requests() + " requests");
        if (!report.findings().isEmpty()) {
            throw new AssertionError(report.toString());
        }
    }

    @Test
    public void aServiceThatTookStrangersForOwnersWouldBeFound() {
        if (authorisation().askSwapped(server()).findings().stream()
                .noneMatch(finding -> finding.contains(": 200 instead of 404"))) {
            throw new AssertionError("Nobody misses that owners and strangers were taken for each other");
        }
    }

    @Test
    public void theMatrixHasTheStatesOfTheCode() {
        List<String> different = new ArrayList<>();
        Map<String, Set<String>> states = states();
        for (String action : POLICY.actions()) {
            Set<String> coded = states.get(String.valueOf(POLICY.typeOf(action)));
            Set<String> written = new TreeSet<>(POLICY.statesOf(action));
            written.remove(Resource.STATELESS);
            if (coded != null && !coded.equals(written)) {
                different.add(action + ": " + written + " in the matrix, " + coded + " in the code");
            }
        }
        if (!different.isEmpty()) {
            throw new AssertionError(different.toString());
        }
    }

    private Authorisation authorisation() {
        String description = Rest.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<Specimen> specimens = made;
        if (specimens == null) {
            specimens = new ArrayList<>(specimens());
            specimens.add(Upkeep.specimen());
            made = specimens;
        }
        Map<String, Sample> samples = new HashMap<>(samples());
        samples.putAll(Upkeep.SAMPLES);
        return new Authorisation(description, POLICY, specimens, samples, exceptions(), strangers());
    }

    private static URI server() {
        return URI.create("http://127.0.0.1:" + Rest.port());
    }

    private static Map<Role, String> strangers() {
        Map<Role, String> strangers = new EnumMap<>(Role.class);
        strangers.put(Role.TALENT, Tokens.talent(UUID.randomUUID()));
        strangers.put(Role.CLIENT, Tokens.client(UUID.randomUUID()));
        strangers.put(Role.COORDINATOR, Tokens.coordinator(UUID.randomUUID()));
        strangers.put(Role.ADMIN, Tokens.admin(UUID.randomUUID()));
        strangers.put(Role.AUDITOR, Tokens.auditor(UUID.randomUUID()));
        return strangers;
    }
}
