package jp.enishi.web.page;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.WordsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Every replica takes up what was added to the taxonomy; until talents answers it goes on with what it knows. */
@ApplicationScoped
class LearnWords {
    private static final Logger LOG = Logger.getLogger(LearnWords.class);

    private final WordsService words;

    LearnWords(@RestClient WordsService words) {
        this.words = words;
    }

    @Scheduled(
            identity = "learn-words",
            every = "${enishi.web.words-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void learn() {
        try {
            var told = words.words();
            Vocabulary.learn(told.revision(), told.added());
        } catch (ServiceProblem | ProcessingException unanswered) {
            LOG.infof("the added words are asked for again: %s", unanswered.getMessage());
        }
    }
}
