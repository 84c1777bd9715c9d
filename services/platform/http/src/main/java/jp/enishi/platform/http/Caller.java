package jp.enishi.platform.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.operations.Trace;
import jp.enishi.platform.security.Decision;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Who sent this request, by the verified token, and whether the policy lets them. Anonymous until the token was checked. */
@RequestScoped
public class Caller {
    private final Policy policy;
    private Subject subject = Subject.ANONYMOUS;
    private final String traceId = Trace.orNew();

    @Inject
    Caller(Policy policy) {
        this.policy = policy;
    }

    public Subject subject() {
        return subject;
    }

    /** Throws {@link NotFound} for an object that the caller may not know of and {@link Forbidden} for a function. */
    public void require(String action, Resource resource) {
        Decision decision = policy.decide(subject, action, resource);
        switch (decision.verdict()) {
            case PERMIT -> {}
            case NOT_FOUND -> throw new NotFound(resource.type(), decision.reason());
            case FORBIDDEN -> throw new Forbidden(action + ": " + decision.reason());
        }
    }

    /** True when {@link #require} would pass. */
    public boolean may(String action, Resource resource) {
        return policy.decide(subject, action, resource).permitted();
    }

    /** The W3C trace id of this request: 32 lower-case hex digits. */
    public String traceId() {
        return traceId;
    }

    void identify(Subject subject) {
        this.subject = subject;
    }
}
