package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.ArchiveEntry;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Orders by date, amount and counterparty (電子帳簿保存法). */
@Path("/archive")
@RolesAllowed({"client", "talent", "coordinator", "auditor"})
@RunOnVirtualThread
public class ArchivePage {
    private static final int ROWS = 50;
    private static final Predicate<String> DAY =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}").asMatchPredicate();
    private static final List<String> FIELDS = List.of("/from", "/to", "/amountFrom", "/amountTo", "/counterparty");
    private static final Shape SEARCH = Shape.of()
            .with(Kind.TEXT, "/from", "/to")
            .with(Kind.AMOUNT, "/amountFrom", "/amountTo")
            .with(Kind.TEXT, "/counterparty")
            .build();

    private final AgreementsService agreements;
    private final Pages pages;

    ArchivePage(@RestClient AgreementsService agreements, Pages pages) {
        this.agreements = agreements;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "contract")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance archive(Form form, Slice<ArchiveEntry> entries, String query, boolean later);
    }

    @GET
    public Response search(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("amountFrom") @Nullable String amountFrom,
            @QueryParam("amountTo") @Nullable String amountTo,
            @QueryParam("counterparty") @Nullable String counterparty,
            @QueryParam("cursor") @Nullable String cursor) {
        var form = Form.empty(SEARCH);
        fill(form, "/from", from);
        fill(form, "/to", to);
        fill(form, "/amountFrom", amountFrom);
        fill(form, "/amountTo", amountTo);
        fill(form, "/counterparty", counterparty);
        var sought = form.document();
        reversed(form, sought);
        if (!form.faults().isEmpty()) {
            return show(422, form, new Slice<>(List.of(), null), false);
        }
        try {
            var found = agreements.archive(
                    ROWS,
                    cursor,
                    sought.path("from").asText(null),
                    sought.path("to").asText(null),
                    sought.path("amountFrom").asText(null),
                    sought.path("amountTo").asText(null),
                    sought.path("counterparty").asText(null));
            return show(200, form, found, cursor != null);
        } catch (ServiceProblem problem) {
            if (problem.status() != 422) {
                throw problem;
            }
            form.refuse(problem);
            return show(422, form, new Slice<>(List.of(), null), false);
        }
    }

    private Response show(int status, Form form, Slice<ArchiveEntry> entries, boolean later) {
        String query = FIELDS.stream()
                .filter(field -> !form.value(field).isEmpty())
                .map(field -> field.substring(1) + "=" + URLEncoder.encode(form.value(field), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return pages.show(status, Templates.archive(form, entries, query, later));
    }

    /** Ends that are the wrong way round, which would only find nothing. Days compare as they are written. */
    private static void reversed(Form form, JsonNode sought) {
        String from = sought.path("from").asText("");
        String to = sought.path("to").asText("");
        if (DAY.test(from) && DAY.test(to) && from.compareTo(to) > 0) {
            form.fault("/to", "until-before-from");
        }
        JsonNode least = sought.path("amountFrom");
        JsonNode most = sought.path("amountTo");
        if (least.isNumber() && most.isNumber() && least.longValue() > most.longValue()) {
            form.fault("/amountTo", "below-lower");
        }
    }

    private static void fill(Form form, String field, @Nullable String text) {
        if (text != null) {
            form.preset(field, text.strip());
        }
    }
}
