package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Company;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Inquiry;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.TalentSummary;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** One field for everything that a coordinator may see; each service finds its own, and one that is away leaves the others. */
@Path("/coordinator/search")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class SearchPage {
    private static final int MOST = 10;
    private static final int LONGEST = 100;

    private final CasesService cases;
    private final TalentsService talents;
    private final InquiriesService inquiries;
    private final ContractsService contracts;
    private final Together together;
    private final Pages pages;

    SearchPage(
            @RestClient CasesService cases,
            @RestClient TalentsService talents,
            @RestClient InquiriesService inquiries,
            @RestClient ContractsService contracts,
            Together together,
            Pages pages) {
        this.cases = cases;
        this.talents = talents;
        this.inquiries = inquiries;
        this.contracts = contracts;
        this.together = together;
        this.pages = pages;
    }

    /** Something that was found. */
    public record Hit(String heading, String note, String address) {}

    /**
     * What was found of one kind.
     *
     * @param more whether there is more than is shown
     */
    public record Group(String name, List<Hit> hits, boolean available, boolean more) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance search(String words, List<Group> groups, boolean found);
    }

    @GET
    public Response search(@QueryParam("q") @Nullable String asked) {
        String given = asked == null ? "" : asked.strip();
        String words = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
        List<Group> groups = words.isEmpty()
                ? List.of()
                : together.all(
                        Stream.<Supplier<Group>>of(
                                group("cases", () -> cases.named(MOST, words), this::hit),
                                group("companies", () -> cases.companies(MOST, null, words), this::hit),
                                group("talents", () -> talents.talents(MOST, null, words, null, null), this::hit),
                                group("inquiries", () -> inquiries.named(MOST, words), this::hit),
                                group("orders", () -> contracts.named(MOST, words), this::hit)),
                        Supplier::get);
        return pages.ok(Templates.search(
                words,
                groups.stream()
                        .filter(group -> !group.hits().isEmpty() || !group.available())
                        .toList(),
                groups.stream().anyMatch(group -> !group.hits().isEmpty())));
    }

    private static <T> Supplier<Group> group(String name, Supplier<Slice<T>> asked, Function<T, Hit> hit) {
        return () -> Reached.orEmpty("what a search finds of the " + name, asked)
                .map(found -> new Group(name, found.items().stream().map(hit).toList(), true, found.next() != null))
                .orElseGet(() -> new Group(name, List.of(), false, false));
    }

    private Hit hit(CaseSummary found) {
        return new Hit(
                words(found.title()), text("case_status_" + found.status()), "/coordinator/cases/" + found.caseId());
    }

    private Hit hit(Company found) {
        return new Hit(words(found.name()), words(found.address()), "/coordinator/companies/" + found.companyId());
    }

    private Hit hit(TalentSummary found) {
        return new Hit(
                found.name(pages.language()),
                Objects.requireNonNullElse(found.headline(), ""),
                "/coordinator/talents/" + found.talentId());
    }

    private Hit hit(Inquiry found) {
        return new Hit(
                Objects.requireNonNullElseGet(found.company(), () -> text("inquiry_forgotten")),
                text("inquiry_state_" + found.state()),
                "/coordinator/inquiries/" + found.inquiryId());
    }

    private Hit hit(OrderLine found) {
        return new Hit(
                (Objects.requireNonNullElse(found.number(), "") + " " + words(found.caseTitle())).strip(),
                text("order_state_" + found.state()),
                "/orders/" + found.orderId());
    }

    private String words(@Nullable Text text) {
        return text == null ? "" : text.in(pages.language());
    }

    private String text(String key) {
        return Messages.text(pages.language(), key);
    }
}
