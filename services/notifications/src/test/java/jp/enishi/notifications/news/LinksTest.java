package jp.enishi.notifications.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import jp.enishi.notifications.WebRoutes;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each thing that anybody is told leads to a page of web that exists for them. */
class LinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID CLIENT = UUID.randomUUID();
    private static final UUID TALENT = UUID.randomUUID();
    private static final UUID COORDINATOR = UUID.randomUUID();
    private static final Map<UUID, String> ROLES =
            Map.of(CLIENT, "client", TALENT, "talent", COORDINATOR, "coordinator");

    private final List<News> told = new ArrayList<>();
    private final Flow flow = new Flow(
            new NewsDesk() {
                @Override
                Uni<Void> take(List<News> news) {
                    told.addAll(news);
                    return Uni.createFrom().voidItem();
                }
            },
            new Pursuits() {
                @Override
                Uni<@Nullable String> toldStatus(UUID candidacy) {
                    return Uni.createFrom().nullItem();
                }

                @Override
                Uni<Void> keep(Flow.Candidacy candidacy) {
                    return Uni.createFrom().voidItem();
                }

                @Override
                Uni<Void> acted(UUID caseId, @Nullable UUID user) {
                    return Uni.createFrom().voidItem();
                }

                @Override
                Uni<List<UUID>> inTheRunning(UUID caseId, long version) {
                    return Uni.createFrom().item(List.of(TALENT));
                }
            });

    @Test
    void everything_told_leads_to_a_page_that_its_reader_may_open() throws IOException {
        everythingHappens();

        var routes = WebRoutes.read();
        assertThat(told.stream().map(News::occasion))
                .containsAll(EnumSet.complementOf(EnumSet.of(Occasion.SAVED_SEARCH_DIGEST)));
        assertThat(told).allSatisfy(news -> {
            for (String name : List.of("link", "pause")) {
                Object link = news.details().get(name);
                if (link != null || name.equals("link")) {
                    assertThat(routes.has(String.valueOf(link), role(news)))
                            .as("%s for the %s: %s", news.occasion(), role(news), link)
                            .isTrue();
                }
            }
        });
        assertThat(routes.has("/client/nowhere", "client")).isFalse();
        assertThat(routes.has("/talent/candidacies", "client")).isFalse();
    }

    private static String role(News news) {
        return switch (news.audience()) {
            case CLIENTS -> "client";
            case TALENT -> "talent";
            case COORDINATOR, COORDINATORS -> "coordinator";
            case USER -> String.valueOf(ROLES.get(news.audienceId()));
        };
    }

    private void everythingHappens() {
        for (String status : List.of("APPLIED", "PROPOSED", "NOT_SELECTED", "CASE_CLOSED", "WITHDRAWN")) {
            happens(flow::candidacy, data -> data.put("stage", "X").put("status", status));
        }
        for (String stage : List.of("APPLIED", "MEETING_WANTED", "PASSED", "WITHDRAWN")) {
            happens(flow::candidacy, data -> data.put("stage", stage).put("previousStage", "PROPOSED"));
        }
        for (String state : List.of("SENT", "LAPSED", "WITHDRAWN", "DECIDED")) {
            for (boolean reminder : new boolean[] {false, true}) {
                happens(flow::proposal, data -> {
                    data.put("state", state).put("reminder", reminder);
                    data.putArray("seats").addObject().put("candidacyId", id());
                });
            }
        }
        happens(
                flow::view,
                data -> data.put("proposalId", id()).put("at", Instant.now().toString()));
        for (String reason : List.of("NEW", "CHANGED")) {
            for (UUID user : List.of(TALENT, CLIENT)) {
                happens(flow::alert, data -> {
                    data.put("searchId", id()).put("userId", user.toString()).put("reason", reason);
                    data.remove(user.equals(TALENT) ? "talentId" : "caseId");
                });
            }
        }
        for (String state : List.of("NEW", "TAKEN")) {
            happens(flow::inquiry, data -> data.put("state", state).put("assigneeId", COORDINATOR.toString()));
        }
        for (String state : List.of("POLLING", "BOOKED", "CANCELLED")) {
            for (String reminder : List.of("", "DAY", "HOUR", "DEADLINE")) {
                for (int sequence = 0; sequence < 2; sequence++) {
                    int moved = sequence;
                    happens(flow::meeting, data -> {
                        data.put("state", state).put("reminder", reminder).put("sequence", moved);
                        var people = data.putArray("participants");
                        ROLES.forEach((user, role) -> people.addObject()
                                .put("userId", user.toString())
                                .put("side", role.toUpperCase(Locale.ROOT)));
                    });
                }
            }
        }
        for (String state : List.of("OPEN", "AGREED", "REFUSED", "WITHDRAWN", "EXPIRED", "RELEASED")) {
            for (String waits : List.of("CLIENT", "TALENT")) {
                for (int number = 1; number < 3; number++) {
                    int version = number;
                    happens(
                            flow::offer,
                            data -> data.put("state", state)
                                    .put("waitsFor", waits)
                                    .put("number", version));
                }
            }
        }
        happens(flow::meeting, data -> {
            data.put("state", "HELD");
            var people = data.putArray("participants");
            ROLES.forEach((user, role) ->
                    people.addObject().put("userId", user.toString()).put("side", role.toUpperCase(Locale.ROOT)));
            data.putArray("outcomes").addObject().put("side", "CLIENT").put("outcome", "ADJUST");
        });
        for (String state : List.of("PREPARED", "ORDERED", "CONFIRMED")) {
            happens(flow::order, data -> data.put("state", state));
        }
        happens(
                flow::order,
                data -> data.put("state", "PREPARED")
                        .putArray("partiesMissing")
                        .add("CLIENT")
                        .add("TALENT"));
        happens(
                flow::order,
                data -> data.put("state", "CONFIRMED").put("due", "PENDING").put("dueOn", "2026-12-01"));
        for (String due : List.of("", "CHECK_IN", "RENEWAL", "NOTICE", "TICKET")) {
            for (String state : List.of("ACTIVE", "ENDING", "ENDED")) {
                happens(
                        flow::engagement,
                        data -> data.put("state", state).put("due", due).put("ownerId", COORDINATOR.toString()));
            }
        }
        for (String act : List.of(
                "AMENDMENT_PROPOSED",
                "AMENDMENT_SIGNED",
                "AMENDMENT_REFUSED",
                "AMENDMENT_WITHDRAWN",
                "TICKET_OPENED",
                "TICKET_REPLIED",
                "TICKET_ESCALATED",
                "TICKET_RESOLVED")) {
            for (String by : List.of("CLIENT", "TALENT", "COORDINATOR")) {
                happens(
                        flow::engagement,
                        data -> data.put("state", "ACTIVE")
                                .put("ownerId", COORDINATOR.toString())
                                .put("act", act)
                                .put("by", by)
                                .put("concerned", "TALENT"));
            }
        }
        flow.requirementsRevised(UUID.randomUUID(), 2, 3).await().indefinitely();
    }

    private static void happens(Function<ReceivedEvent, Uni<Void>> teller, Consumer<ObjectNode> details) {
        var data = JSON.createObjectNode();
        for (String field : List.of("candidacyId", "caseId", "organizationId", "talentId")) {
            data.put(field, id());
        }
        data.put("talentUserId", TALENT.toString());
        details.accept(data);
        teller.apply(new ReceivedEvent(UUID.randomUUID(), "x", UUID.randomUUID(), 1, Instant.now(), data))
                .await()
                .indefinitely();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
