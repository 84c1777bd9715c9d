package jp.enishi.web.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.AdminActs;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.DatedRule;
import jp.enishi.web.service.RulesService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The numbers that laws and practice set: what held, what holds, and what is to hold from some day on. */
@Path("/admin/rules")
@RolesAllowed("admin")
@RunOnVirtualThread
public class RulePages {
    private static final String HOME = "/admin/rules";

    private final RulesService rules;
    private final ActPage acts;
    private final Pages pages;
    private final Now now;

    RulePages(@RestClient RulesService rules, ActPage acts, Pages pages, Now now) {
        this.rules = rules;
        this.acts = acts;
        this.pages = pages;
        this.now = now;
    }

    /**
     * A rule on a day.
     *
     * @param amount the value of today with what it counts
     * @param others what held before or is to come, in the order of days
     */
    record Standing(String rule, String amount, DatedRule.Value today, List<Other> others) {}

    /** A value that does not hold today. */
    record Other(String amount, DatedRule.Value value, boolean past) {}

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance rules(List<RulePages.Standing> rules, String saved);
    }

    @GET
    public Response all(@QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.rules(
                rules.rules().stream().map(this::standing).toList(), Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{rule}/value")
    public Response askForValue(@PathParam("rule") String rule) {
        return acts.ask(AdminActs.RULING, subject(rule));
    }

    @POST
    @Path("/{rule}/value")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(@PathParam("rule") String rule, MultivaluedMap<String, String> fields) {
        var subject = subject(rule);
        return acts.send(
                AdminActs.RULING,
                fields,
                () -> subject,
                (form, said) -> rules.add(form.key(), said.put("rule", rule)),
                HOME + "?saved=ruling");
    }

    private ActPage.Subject subject(String name) {
        var rule = rules.rules().stream()
                .filter(one -> one.rule().equals(name))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        var language = pages.language();
        return new ActPage.Subject(
                HOME + "#" + name,
                0,
                Messages.text(
                        language,
                        "rule_now",
                        Messages.text(language, "rule_" + name),
                        standing(rule).amount()));
    }

    private Standing standing(DatedRule rule) {
        String today = now.today().toString();
        DatedRule.Value holds = rule.values().getFirst();
        for (DatedRule.Value value : rule.values()) {
            if (value.from().compareTo(today) <= 0) {
                holds = value;
            }
        }
        var others = new ArrayList<Other>();
        for (DatedRule.Value value : rule.values()) {
            if (value != holds) {
                others.add(new Other(amount(rule, value), value, value.from().compareTo(today) <= 0));
            }
        }
        return new Standing(rule.rule(), amount(rule, holds), holds, List.copyOf(others));
    }

    private String amount(DatedRule rule, DatedRule.Value value) {
        return Messages.text(pages.language(), "rule_" + rule.unit(), value.value());
    }
}
