package jp.enishi.web.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ServiceProblem;
import org.jspecify.annotations.Nullable;

/** The page of an act: the same for all of them. */
@RequestScoped
public class ActPage {
    private final Pages pages;
    private final Submission submission;

    ActPage(Pages pages, Submission submission) {
        this.pages = pages;
        this.submission = submission;
    }

    /**
     * What an act is about.
     *
     * @param back the page that it is about
     * @param version of what it changes
     * @param about in a line
     * @param terms that it is about, if any
     * @param given what fields hold at first, such as the hash of those terms; of a time, the instant
     */
    public record Subject(
            String back,
            long version,
            String about,
            @Nullable JsonNode terms,
            Map<String, String> given) {
        public Subject(String back, long version, String about) {
            this(back, version, about, null, Map.of());
        }
    }

    /** Sends what was said, without the name of the act around it. */
    public interface Effect {
        void send(Form form, ObjectNode said);
    }

    /** The same, where what came of it decides which page is next. */
    public interface Outcome {
        String send(Form form, ObjectNode said);
    }

    @CheckedTemplate(basePath = "act")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance act(Act act, Form form, ActPage.Subject subject, String address);
    }

    public Response ask(Act act, Subject subject) {
        return pages.ok(page(act, fresh(act, subject), subject));
    }

    /** Sends it and goes on, or asks again. */
    public Response send(
            Act act, MultivaluedMap<String, String> fields, Supplier<Subject> subject, Effect effect, String done) {
        return send(act, fields, subject, done, (form, said) -> {
            effect.send(form, said);
            return done;
        });
    }

    /** @param overtaken where somebody goes whose change is there already */
    public Response send(
            Act act,
            MultivaluedMap<String, String> fields,
            Supplier<Subject> subject,
            String overtaken,
            Outcome outcome) {
        return submission.change(
                act.shape(),
                fields,
                form -> page(act, form, subject.get()),
                (form, document) -> {
                    try {
                        return Pages.seeOther(outcome.send(form, said(act, document)));
                    } catch (ServiceProblem problem) {
                        throw problem.within(act.at());
                    }
                },
                () -> fresh(act, subject.get()),
                document -> false,
                overtaken);
    }

    private TemplateInstance page(Act act, Form form, Subject subject) {
        return Templates.act(act, form, subject, pages.page().address());
    }

    private Form fresh(Act act, Subject subject) {
        var form = Form.of(act.shape(), null, subject.version(), pages.language(), pages.zone());
        subject.given().forEach((field, text) -> {
            if (act.isTime(field)) {
                form.presetTime(act.at() + "/" + field, text);
            } else {
                form.preset(act.at() + "/" + field, text);
            }
        });
        return form;
    }

    private static ObjectNode said(Act act, ObjectNode document) {
        return document.path(act.name()) instanceof ObjectNode said ? said : JsonNodeFactory.instance.objectNode();
    }
}
