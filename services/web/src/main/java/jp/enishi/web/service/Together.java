package jp.enishi.web.service;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Several questions to services at once, so that a page takes as long as its slowest answer and not as long as all of them. Each
 * is asked in the name, language and trace of the request in which it is asked.
 */
@ApplicationScoped
public class Together {
    private final ExecutorService threads;

    Together(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    /** The same question about each of them: all answers, in their order; throws what the first that failed has thrown. */
    public <S, T> List<T> all(Stream<S> subjects, Function<? super S, ? extends T> question) {
        List<Supplier<T>> answers = subjects.map(subject -> this.<T>ask(() -> question.apply(subject)))
                .toList();
        return answers.stream().map(Supplier::get).toList();
    }

    /**
     * Asks at once, on a thread of its own.
     *
     * @return what waits for the answer, as often as it is read, and throws what the question has thrown
     */
    public <T> Supplier<T> ask(Supplier<T> question) {
        var answer = threads.submit(question::get);
        return () -> {
            try {
                return answer.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException problem
                        ? problem
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a service", stopped);
            }
        };
    }
}
