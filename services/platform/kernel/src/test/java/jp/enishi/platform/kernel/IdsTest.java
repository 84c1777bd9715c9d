package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void idsAreVersionSevenWithTheCurrentTime() {
        long before = System.currentTimeMillis();
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
    }

    @Test
    void idsGrowWithinAMillisecond() {
        UUID[] ids = IntStream.range(0, 100_000).mapToObj(i -> Ids.next()).toArray(UUID[]::new);
        String[] text = Arrays.stream(ids).map(UUID::toString).toArray(String[]::new);
        assertThat(text).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsAreDistinctAcrossThreads() {
        var ids = new ConcurrentLinkedQueue<UUID>();
        IntStream.range(0, 50_000).parallel().forEach(i -> ids.add(Ids.next()));
        assertThat(ids.stream().map(UUID::getMostSignificantBits)).doesNotHaveDuplicates();
    }

    @Test
    void namedIdsDependOnEveryPartAndItsPlace() {
        UUID id = Ids.named("case", "talent", "NEW_CASE");
        assertThat(id.version()).isEqualTo(5);
        assertThat(Ids.named("case", "talent", "NEW_CASE")).isEqualTo(id);
        assertThat(Ids.named("talent", "case", "NEW_CASE")).isNotEqualTo(id);
        assertThat(Ids.named("caset", "alent", "NEW_CASE")).isNotEqualTo(id);
    }

    @Test
    void onlyTheCanonicalFormIsParsed() {
        UUID id = Ids.next();
        assertThat(Ids.parse(id.toString())).contains(id);
        assertThat(Ids.parse("1-1-1-1-1")).isEmpty();
        assertThat(Ids.parse("")).isEmpty();
        assertThat(Ids.parse(id + " ")).isEmpty();
    }
}
