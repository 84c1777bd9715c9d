package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Sheet;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Everything that happened to one case, newest first: versions of its requirements, its proposals, and each step of its people. */
@Path("/coordinator/cases/{id}/timeline")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class TimelinePage {
    private static final int ROWS = 100;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Candidates candidates;
    private final Pages pages;

    TimelinePage(
            @RestClient CasesService cases, @RestClient PipelineService pipeline, Candidates candidates, Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.pages = pages;
    }

    /**
     * Something that happened.
     *
     * @param who the role that did it
     * @param why the words of whoever did it; empty without
     */
    public record Event(String at, String who, String what, String about, String why, String address) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance timeline(ClientCase it, List<Event> events);
    }

    @GET
    public Response timeline(@PathParam("id") String id) {
        var found = cases.find(id);
        return pages.ok(Templates.timeline(
                found,
                Stream.of(versions(id), proposals(id), steps(found))
                        .flatMap(events -> events)
                        .filter(event -> !event.at().isEmpty())
                        .sorted(Comparator.comparing(Event::at).reversed())
                        .toList()));
    }

    private Stream<Event> versions(String id) {
        return cases.versions(id, ROWS, null).items().stream()
                .map(version -> new Event(
                        known(version.at()),
                        known(version.authorRole()),
                        text("requirements_version", version.version()),
                        "",
                        known(version.reason()),
                        "/coordinator/cases/" + id + "/history"));
    }

    private Stream<Event> proposals(String id) {
        return pipeline.proposals(id, ROWS, null).items().stream()
                .map(proposal -> new Event(
                        known(proposal.sentAt()),
                        "COORDINATOR",
                        text("timeline_proposed"),
                        text("proposal_size", proposal.people().size()),
                        "",
                        "/coordinator/proposals/" + proposal.proposalId()));
    }

    private Stream<Event> steps(ClientCase of) {
        return candidates.of(of.caseId()).stream()
                .map(person -> pipeline.candidacy(person.candidacyId()))
                .flatMap(person -> person.history().stream()
                        .map(step -> new Event(
                                known(step.at()),
                                known(step.role()),
                                text("stage_" + step.to()),
                                name(person, of),
                                Stream.of(
                                                step.reasonCode() == null
                                                        ? ""
                                                        : text("option_passing_reason_" + step.reasonCode()),
                                                known(step.reasonText()))
                                        .filter(word -> !word.isEmpty() && !word.startsWith("option_"))
                                        .distinct()
                                        .reduce((one, other) -> one + text("list_comma") + other)
                                        .orElse(""),
                                "/coordinator/candidacies/" + person.candidacyId())));
    }

    private String name(Candidacy person, ClientCase of) {
        Sheet sheet = person.sheet();
        return (sheet == null ? text("pipeline_person") : known(sheet.initials()))
                + text("list_comma")
                + Vocabulary.role(of.role(person.positionId()), pages.language());
    }

    private static String known(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private String text(String key, Object... arguments) {
        return Messages.text(pages.language(), key, arguments);
    }
}
