package jp.enishi.web.open;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Money;
import jp.enishi.web.service.Rates;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What people cost a month, for everybody who wonders. */
@Path("/rates")
@PermitAll
@RunOnVirtualThread
public class RatesPage {
    /** Every role. */
    private static final String ALL = "ALL";

    private static final long STEP = 100_000;

    private final InquiriesService inquiries;
    private final Pages pages;

    RatesPage(@RestClient InquiriesService inquiries, Pages pages) {
        this.inquiries = inquiries;
        this.pages = pages;
    }

    /** What a reader looks for. */
    public record Filter(String role, String utilisation, String workplace) {
        public boolean set() {
            return !(role + utilisation + workplace).isEmpty();
        }

        /** The same for another role. */
        public String of(String other) {
            return "/rates?role=" + encoded(other)
                    + (utilisation.isEmpty() ? "" : "&utilisation=" + encoded(utilisation))
                    + (workplace.isEmpty() ? "" : "&workplace=" + encoded(workplace));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static @Nullable String given(String text) {
            return text.isBlank() ? null : text;
        }
    }

    /** A group, and where its amounts lie on the common scale, 0 to 1. */
    public record Bar(Rates.Group group, double from, double middle, double to) {
        public double length() {
            return to - from;
        }
    }

    /** The scale of the drawings: from nothing to a round amount above all groups. */
    public record Scale(Money most, List<Bar> bars) {
        public Money none() {
            return new Money(0, "JPY");
        }

        static Scale of(List<Rates.Group> groups) {
            long highest =
                    groups.stream().mapToLong(group -> yen(group.upper())).max().orElse(0);
            long most = Math.max(STEP, (highest + STEP - 1) / STEP * STEP);
            return new Scale(
                    new Money(most, "JPY"),
                    groups.stream()
                            .map(group -> new Bar(
                                    group,
                                    (double) yen(group.lower()) / most,
                                    (double) yen(group.median()) / most,
                                    (double) yen(group.upper()) / most))
                            .toList());
        }

        private static long yen(@Nullable Money money) {
            return money == null ? 0 : money.amount();
        }
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance rates(Rates rates, Scale scale, Filter filter, List<String> roles);
    }

    /** One role at a time, that of most people when none was asked for; {@link #ALL} shows them all. The scale is the same for each. */
    @GET
    public Response rates(
            @QueryParam("role") @Nullable String role,
            @QueryParam("utilisation") @Nullable String utilisation,
            @QueryParam("workplace") @Nullable String workplace) {
        var found = inquiries.rates(null, Filter.given(text(utilisation)), Filter.given(text(workplace)));
        var roles = roles(found);
        String chosen = text(role).isEmpty() && !roles.isEmpty() ? roles.getFirst() : text(role);
        var scale = Scale.of(found.groups());
        var bars = scale.bars().stream()
                .filter(bar -> chosen.equals(ALL) || chosen.equals(bar.group().role()))
                .toList();
        return pages.ok(Templates.rates(
                found, new Scale(scale.most(), bars), new Filter(chosen, text(utilisation), text(workplace)), roles));
    }

    /** The roles with a group, those of most people first. */
    private static List<String> roles(Rates found) {
        var people = new LinkedHashMap<String, Integer>();
        found.groups().stream()
                .filter(group -> group.role() != null)
                .forEach(group -> people.merge(String.valueOf(group.role()), group.sampleSize(), Integer::sum));
        return people.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String text(@Nullable String parameter) {
        return Objects.requireNonNullElse(parameter, "");
    }
}
