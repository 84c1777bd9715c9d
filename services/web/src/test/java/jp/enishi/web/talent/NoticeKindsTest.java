package jp.enishi.web.talent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticeKindsTest {
    /** The kinds that notifications lets people choose, and the two of matching that it has fields of their own for. */
    @Test
    void everyKindThatCanBeChosenIsAskedOfSomebody() throws IOException {
        String kinds = Files.readString(
                Path.of("../notifications/src/main/java/jp/enishi/notifications/inbox/NotificationKind.java"));
        String chosen = kinds.replaceFirst("(?s).*EnumSet\\.of\\(([^)]*)\\).*", "$1");
        var fields = Stream.concat(
                        Stream.of("NEW_CASE", "FITTING_CASE"),
                        Pattern.compile("[A-Z_]+").matcher(chosen).results().map(found -> found.group()))
                .map(kind -> "/mail/" + kind);

        assertThat(NoticeKinds.all())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(fields, Stream.of("/searchDigest")).toList());
        assertThat(NoticeKinds.of(Set.of("client", "talent", "coordinator"))).isEqualTo(NoticeKinds.all());
    }

    @Test
    void whoIsToldNothingIsAskedNothing() {
        assertThat(NoticeKinds.of(Set.of("admin"))).isEmpty();
    }
}
