package jp.enishi.web.coordinator;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Everybody who stands or stood for a case. */
@RequestScoped
public class Candidates {
    private static final int ROWS = 100;
    private static final int MOST_PAGES = 10;

    private final PipelineService pipeline;

    Candidates(@RestClient PipelineService pipeline) {
        this.pipeline = pipeline;
    }

    public List<Candidacy> of(String caseId) {
        return Slice.all(MOST_PAGES, cursor -> pipeline.candidacies(caseId, ROWS, cursor));
    }

    /** With each step of each of them. */
    public List<Candidacy> withHistory(String caseId) {
        return Slice.all(MOST_PAGES, cursor -> pipeline.candidacies(caseId, ROWS, cursor, true));
    }
}
