package jp.enishi.matching.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LatestTest {
    @Test
    void whatIsNotAskedForGoesFirst() {
        Latest<Integer, String> latest = Latest.of(3);
        latest.put(1, "one");
        latest.put(2, "two");
        latest.put(3, "three");
        latest.get(1);
        latest.put(4, "four");

        assertThat(latest.get(1)).isEqualTo("one");
        assertThat(latest.get(2)).isNull();
        assertThat(latest.get(3)).isEqualTo("three");
        assertThat(latest.get(4)).isEqualTo("four");
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        Latest<Integer, String> latest = Latest.of(3);

        assertThat(latest.get(1, () -> "one")).isEqualTo("one");
        assertThat(latest.get(1, () -> "another")).isEqualTo("one");
    }

    @Test
    void oneThatWasAskedForLongAgoGoesToo() {
        Latest<Integer, String> latest = Latest.of(2);
        latest.put(1, "one");
        latest.get(1);
        for (int i = 2; i < 6; i++) {
            latest.put(i, "other");
        }

        assertThat(latest.get(1)).isNull();
        assertThat(values(latest)).hasSize(2);
    }

    @Test
    void whenAllAreAskedForTheEldestGoes() {
        Latest<Integer, String> latest = Latest.of(2);
        latest.put(1, "one");
        latest.put(2, "two");
        latest.get(1);
        latest.get(2);
        latest.put(3, "three");
        latest.put(4, "four");

        assertThat(latest.get(1)).isNull();
        assertThat(values(latest)).hasSize(2);
    }

    @Test
    void theLastOfAKeyCounts() {
        Latest<Integer, String> latest = Latest.of(2);
        latest.put(1, "one");
        latest.put(1, "another");
        latest.put(2, "two");

        assertThat(latest.get(1)).isEqualTo("another");
        assertThat(values(latest)).containsExactlyInAnyOrder("another", "two");
    }

    @Test
    void whatIsForgottenIsGoneAndLeavesItsPlace() {
        Latest<Integer, String> latest = Latest.of(3);
        latest.put(1, "one");
        latest.put(2, "two");
        latest.put(3, "three");
        latest.forget((key, value) -> key == 2 || value.equals("three"));
        latest.put(4, "four");
        latest.put(5, "five");

        assertThat(values(latest)).containsExactlyInAnyOrder("one", "four", "five");
    }

    @Test
    void manyThreadsKeepItWithinItsBounds() throws Exception {
        Latest<Integer, Integer> latest = Latest.of(100);
        List<Callable<Boolean>> users = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
            int first = user;
            users.add(() -> {
                boolean right = true;
                for (int i = 0; i < 20_000; i++) {
                    int key = (i * 7 + first) % 300;
                    Integer known = latest.get(key);
                    right &= known == null || known == key;
                    latest.put(key, key);
                    if (i % 1_000 == 0) {
                        latest.forget((each, value) -> each % 3 == 0);
                    }
                }
                return right;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> user : threads.invokeAll(users)) {
                assertThat(user.get()).isTrue();
            }
        }

        assertThat(values(latest)).hasSizeLessThanOrEqualTo(100).doesNotHaveDuplicates();
    }

    private static List<Object> values(Latest<?, ?> latest) {
        List<Object> values = new ArrayList<>();
        latest.forEach(values::add);
        return values;
    }
}
