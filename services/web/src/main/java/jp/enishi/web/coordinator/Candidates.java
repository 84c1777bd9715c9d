package jp.enishi.web.coordinator;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.PipelineService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

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
        var all = new ArrayList<Candidacy>();
        @Nullable String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var slice = pipeline.candidacies(caseId, ROWS, cursor);
            all.addAll(slice.items());
            cursor = slice.next();
            if (cursor == null) {
                break;
            }
        }
        return List.copyOf(all);
    }
}
