package jp.enishi.cases.inquiry.keycloak;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.cases.company.CompanyPerson;
import jp.enishi.cases.company.Organizations;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.Person;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/** Makes organisations and members as an onboarding does, at once, where a coordinator asks for it. */
@ApplicationScoped
class ClientOrganizations implements Organizations {
    private static final int REFERENCE = 8;

    private final ClientAccounts accounts;

    ClientOrganizations(ClientAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Uni<UUID> organization(UUID key, String name) {
        return answered(accounts.organization(key, key.toString().substring(0, REFERENCE), name));
    }

    @Override
    public Uni<List<Member>> members(UUID organizationId) {
        return answered(accounts.members(organizationId))
                .map(people -> people.stream().map(ClientOrganizations::member).toList());
    }

    @Override
    public Uni<List<CompanyPerson>> people(UUID organizationId) {
        return answered(accounts.members(organizationId))
                .map(people ->
                        people.stream().map(ClientOrganizations::colleague).toList());
    }

    @Override
    public Uni<Member> invite(UUID organizationId, String person, String email, String language) {
        return answered(accounts.account(email, person, language)
                .call(accounts::makeClient)
                .call(account -> accounts.join(organizationId, account.id()))
                .call(account -> account.verified() ? Uni.createFrom().voidItem() : accounts.invite(account.id()))
                .map(account -> new Member(account.id(), person, email, account.verified(), language)));
    }

    @Override
    public Uni<List<Colleague>> coordinators() {
        return answered(accounts.coordinators())
                .map(people -> people.stream()
                        .filter(person -> !person.shut())
                        .map(person -> new Colleague(person.id(), name(person)))
                        .toList());
    }

    private static Member member(Person person) {
        return new Member(person.id(), name(person), person.email(), person.verified(), person.locale());
    }

    private static CompanyPerson colleague(Person person) {
        return new CompanyPerson(
                person.id(),
                said(person.lastName()),
                said(person.firstName()),
                person.email(),
                person.verified(),
                !person.shut());
    }

    private static @Nullable String said(@Nullable String part) {
        return part == null ? null : orNull(part.strip());
    }

    private static @Nullable String name(Person person) {
        return orNull(Stream.of(person.lastName(), person.firstName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" ")));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static <T> Uni<T> answered(Uni<T> asked) {
        return asked.onFailure(ClientAccounts.Unusable.class)
                .transform(unusable -> new RuleViolation(((ClientAccounts.Unusable) unusable).code()))
                .onFailure(
                        failure -> failure instanceof WebApplicationException || failure instanceof ProcessingException)
                .transform(failure -> new Refusal(503, "unavailable"));
    }
}
