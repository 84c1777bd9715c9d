package jp.enishi.platform.http;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jose4j.jwt.JwtClaims;

/**
 * Stands before every resource method: refuses U+0000 in path and query, identifies the
 * caller and refuses what the caller's roles may never do. A method that declares nothing is refused.
 */
@Singleton
public class Gate {
    private final Caller caller;
    private final Policy policy;
    private final CurrentIdentityAssociation identities;

    @Inject
    Gate(Caller caller, Policy policy, CurrentIdentityAssociation identities) {
        this.caller = caller;
        this.policy = policy;
        this.identities = identities;
    }

    @ServerRequestFilter
    public Uni<Void> admit(ContainerRequestContext request, ResourceInfo resource) {
        refuseNul(request);
        Method method = resource.getResourceMethod();
        boolean open = method.isAnnotationPresent(Public.class);
        Action action = method.getAnnotation(Action.class);
        if (!open && action == null) {
            throw new Forbidden("no action declared on " + method);
        }
        return identities
                .getDeferredIdentity()
                .invoke(identity -> {
                    caller.identify(subject(identity));
                    if (action != null) {
                        if (caller.subject().anonymous() && !policy.mayEver(Set.of(Role.ANONYMOUS), action.value())) {
                            throw new NotAuthorizedException("Bearer");
                        }
                        if (!policy.mayEver(caller.subject().roles(), action.value())) {
                            throw new Forbidden(action.value() + ": no role has this function");
                        }
                    }
                })
                .replaceWithVoid();
    }

    private static void refuseNul(ContainerRequestContext request) {
        if (Text.hasNul(request.getUriInfo().getPath())) {
            throw new Refusal(400, "text-invalid");
        }
        for (Map.Entry<String, List<String>> parameter :
                request.getUriInfo().getQueryParameters().entrySet()) {
            if (Text.hasNul(parameter.getKey()) || parameter.getValue().stream().anyMatch(Text::hasNul)) {
                throw new Refusal(400, "text-invalid");
            }
        }
    }

    /** The claims as they were parsed: a token's {@code getClaim} fails within for each name that MicroProfile doesn't know. */
    static Subject subject(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof OidcJwtCallerPrincipal token)) {
            return Subject.ANONYMOUS;
        }
        String name = token.getSubject();
        UUID user = name == null ? null : Ids.parse(name).orElse(null);
        if (user == null) {
            throw new NotAuthorizedException("Bearer");
        }
        return new Subject(user, roles(token.getClaims()), organizations(token.getClaims()));
    }

    private static Set<Role> roles(JwtClaims claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (claims.getClaimValue("realm_access") instanceof JsonObject access && access.get("roles") != null) {
            access.getJsonArray("roles").getValuesAs(JsonString::getString).forEach(name -> {
                switch (name) {
                    case "talent" -> roles.add(Role.TALENT);
                    case "client" -> roles.add(Role.CLIENT);
                    case "coordinator" -> roles.add(Role.COORDINATOR);
                    case "admin" -> roles.add(Role.ADMIN);
                    case "auditor" -> roles.add(Role.AUDITOR);
                    default -> {}
                }
            });
        }
        return roles;
    }

    /** Keycloak's claim: {@code {"alias": {"id": "…"}}}; the alias may change, the id does not. */
    private static Set<String> organizations(JwtClaims claims) {
        Set<String> organizations = new HashSet<>();
        if (claims.getClaimValue("organization") instanceof JsonObject claim) {
            claim.values().forEach(value -> {
                if (value instanceof JsonObject organization && organization.containsKey("id")) {
                    organizations.add(organization.getString("id"));
                }
            });
        }
        return organizations;
    }
}
