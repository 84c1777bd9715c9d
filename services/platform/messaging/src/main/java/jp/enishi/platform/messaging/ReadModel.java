package jp.enishi.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that hold nothing but what events said, so that they can be made again from all of them.
 *
 * @param rows tables whose rows of an aggregate are deleted before, each as {@code table.column} with the column of the
 *     aggregate's id; none when the effect corrects what is there
 * @param effect writes what an event says, and nothing else: nobody is told of it again
 */
public record ReadModel(List<String> rows, Function<ReceivedEvent, Uni<Void>> effect) {
    public ReadModel {
        rows = List.copyOf(rows);
    }
}
