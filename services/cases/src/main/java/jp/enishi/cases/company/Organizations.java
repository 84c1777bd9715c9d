package jp.enishi.cases.company;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisations of companies at the identity provider, and who belongs to them. Fails with 503 while it doesn't answer. */
public interface Organizations {
    /**
     * Somebody of a company.
     *
     * @param language what their account is set to
     * @param active whether they have signed in once, so that the address is theirs
     */
    record Member(
            UUID userId,
            @Nullable String name,
            @Nullable String email,
            boolean active,
            @Nullable String language) {
        @Override
        public String toString() {
            return "Member " + userId;
        }
    }

    /** A coordinator. */
    record Colleague(UUID userId, @Nullable String name) {
        @Override
        public String toString() {
            return "Colleague " + userId;
        }
    }

    /** The organisation that was made under this key; makes it when there is none. */
    Uni<UUID> organization(UUID key, String name);

    Uni<List<Member>> members(UUID organizationId);

    /** The same people for each other. */
    Uni<List<CompanyPerson>> people(UUID organizationId);

    /** The coordinators, to whom work may be handed. */
    Uni<List<Colleague>> coordinators();

    /** Makes a person a member who may act for the company, and invites them unless they have an account in use. */
    Uni<Member> invite(UUID organizationId, String person, String email, String language);
}
