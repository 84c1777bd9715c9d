package jp.enishi.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import jp.enishi.web.service.NotRegistered;
import jp.enishi.web.service.ServiceProblem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** What a reader sees when something cannot be shown: what happened, and what to do now. Never a class name. */
@Singleton
public class ErrorPages {
    private static final Logger LOG = Logger.getLogger(ErrorPages.class);
    private static final Set<Integer> WRITTEN = Set.of(400, 403, 404, 405, 409, 410, 412, 413, 422, 429, 500, 503);

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance error(int status, String rule, String trace);
    }

    @ServerExceptionMapper
    Response refused(ServiceProblem problem) {
        if (problem.status() == 401) {
            return signIn();
        }
        int status = problem.status() >= 500 ? 503 : problem.status();
        if (status == 503) {
            LOG.warnf("A service answered %s (trace %s)", problem.getMessage(), problem.traceId());
        }
        return page(status, problem.code(), problem.traceId());
    }

    /** Wherever a newcomer wants to go, the registration comes first. */
    @ServerExceptionMapper
    Response unregistered(NotRegistered newcomer) {
        return Pages.seeOther("/talent/registration");
    }

    @ServerExceptionMapper
    Response unreachable(ProcessingException failure) {
        LOG.warn("A service did not answer", failure);
        return page(503, "", null);
    }

    @ServerExceptionMapper
    Response unknownReader(UnauthorizedException anonymous) {
        return signIn();
    }

    @ServerExceptionMapper
    Response untrustedReader(AuthenticationFailedException failure, UriInfo address) {
        return Pages.seeOther(
                "/login?to=" + URLEncoder.encode(address.getRequestUri().getRawPath(), StandardCharsets.UTF_8));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException foreign) {
        return page(403, "", null);
    }

    @ServerExceptionMapper
    Response status(WebApplicationException failure) {
        return failure.getResponse().getStatus() < 400
                ? failure.getResponse()
                : page(failure.getResponse().getStatus(), "", null);
    }

    @ServerExceptionMapper
    Response broken(RuntimeException failure) {
        String trace = UUID.randomUUID().toString();
        LOG.errorf(failure, "No page (trace %s)", trace);
        return page(500, "", trace);
    }

    /** A refusal without a page, such as that of something that is no form, gets one. */
    @ServerResponseFilter
    public void dress(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            var page = page(response.getStatus(), "", null);
            response.setEntity(page.getEntity(), null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private Response signIn() {
        return Pages.seeOther("/login?to=" + pages.page().here());
    }

    private Response page(int status, String rule, @Nullable String trace) {
        int shown = WRITTEN.contains(status) ? status : status >= 500 ? 500 : 400;
        return pages.show(status, Templates.error(shown, rule, trace == null ? "" : trace));
    }
}
