package jp.enishi.web.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ServiceProblem;

/** Sends a form to a service, or shows it again with all that was typed and what is wrong with it. */
@RequestScoped
public class Submission {
    private static final Set<Integer> PAGES_OF_THEIR_OWN = Set.of(401, 403, 404, 410);

    private final Pages pages;

    Submission(Pages pages) {
        this.pages = pages;
    }

    /** What a form does. */
    public interface Effect {
        /** Sends the document and answers with where to go. */
        Response send(Form form, ObjectNode document);
    }

    /** A form for something new. */
    public Response create(
            Shape shape, MultivaluedMap<String, String> fields, Function<Form, TemplateInstance> page, Effect effect) {
        return change(shape, fields, page, effect, () -> Form.empty(shape), document -> false, "");
    }

    /**
     * A form for a change of a version.
     *
     * @param current the form of what is stored now
     * @param stored whether what is stored now is the document, so that a second click is a success too
     * @param done where to go when it was stored already
     */
    public Response change(
            Shape shape,
            MultivaluedMap<String, String> fields,
            Function<Form, TemplateInstance> page,
            Effect effect,
            Supplier<Form> current,
            Function<ObjectNode, Boolean> stored,
            String done) {
        var form = Form.posted(shape, fields);
        if (again(fields)) {
            return pages.ok(page.apply(form));
        }
        form.tidy();
        ObjectNode document = form.document();
        if (!form.faults().isEmpty()) {
            return pages.show(422, page.apply(form));
        }
        try {
            return effect.send(form, document);
        } catch (ServiceProblem problem) {
            if (PAGES_OF_THEIR_OWN.contains(problem.status())) {
                throw problem;
            }
            if (problem.status() == 412) {
                if (stored.apply(document)) {
                    return Pages.seeOther(done);
                }
                form.overtakenBy(current.get());
            } else {
                form.refuse(problem);
            }
            return pages.show(problem.uncertain() ? 503 : problem.status(), page.apply(form));
        }
    }

    /** Whether the form is only to be shown again as it is: with another row, without one, or in another language. */
    public static boolean again(MultivaluedMap<String, String> fields) {
        return fields.containsKey("_add") || fields.containsKey("_remove");
    }

    /** Whether a stored document says all that the sent one says. */
    public static boolean covers(JsonNode stored, JsonNode sent) {
        if (sent.isObject()) {
            return sent.properties().stream()
                    .allMatch(member -> covers(stored.path(member.getKey()), member.getValue()));
        }
        if (sent.isArray()) {
            if (stored.size() != sent.size()) {
                return false;
            }
            for (int i = 0; i < sent.size(); i++) {
                if (!covers(stored.get(i), sent.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return sent.isNumber()
                ? stored.isNumber() && stored.decimalValue().compareTo(sent.decimalValue()) == 0
                : stored.equals(sent);
    }
}
