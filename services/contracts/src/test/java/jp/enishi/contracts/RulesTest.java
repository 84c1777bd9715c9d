package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.as;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** Rules change from a day to come, and never backwards. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class RulesTest {
    private static final String RULES = "/api/v1/rules";

    private final UUID administrator = UUID.randomUUID();
    private final String token = Tokens.admin(administrator);

    @Inject
    Rules rules;

    @Test
    void aValueToComeIsAddedAndKnownAtOnce() {
        var from = TODAY.plusYears(3);
        assertThat(rules.current().on(DatedRule.TICKET_DAYS, from)).isEqualTo(3);
        add(Map.of("rule", "TICKET_DAYS", "from", from.toString(), "value", 5, "reason", "運用の見直し"))
                .then()
                .statusCode(201);
        assertThat(rules.current().on(DatedRule.TICKET_DAYS, from)).isEqualTo(5);
        assertThat(rules.current().on(DatedRule.TICKET_DAYS, from.minusDays(1))).isEqualTo(3);
        String mine = "find { it.rule == 'TICKET_DAYS' }.values";
        as(token)
                .get(RULES)
                .then()
                .statusCode(200)
                .body(mine + ".value", contains(3, 5))
                .body(mine + ".reason", hasItem("運用の見直し"))
                .body(mine + ".addedBy", hasItem(administrator.toString()));
        assertThat(Api.count("select count(*) from audit where action = 'rule.add' and actor = '" + administrator
                        + "' and reason = 'TICKET_DAYS from " + from + "'"))
                .isEqualTo(1);
    }

    @Test
    void whatHoldsTodayOrHeldIsNeverChanged() throws SQLException {
        for (int days : new int[] {0, -1, -400, 5_000}) {
            add(Map.of("rule", "NOTICE_DAYS", "from", TODAY.plusDays(days).toString(), "value", 40, "reason", "x"))
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", is("/from"))
                    .body("errors[0].code", is("out-of-range"));
        }
        add(Map.of("rule", "NOTICE_DAYS", "from", TODAY.plusDays(9).toString(), "value", 9_999, "reason", "x"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/value"));
        String row = "insert into dated_rule (rule, from_day, value, reason, added_by) values ('NOTICE_DAYS', ";
        Database database = TestParts.database();
        assertThat(database.refusal(Database.OWNER, row + "today_in_japan(), 1, 'x', gen_random_uuid())"))
                .contains("never changed backwards");
        assertThat(database.refusal(Database.APPLICATION, row + "today_in_japan() + 3000, 31, 'x', gen_random_uuid())"))
                .isEqualTo("accepted");
        assertThat(database.refusal(Database.OWNER, "update dated_rule set value = 1"))
                .contains("never changed");
        assertThat(database.refusal(Database.OWNER, "delete from dated_rule")).contains("never changed");
    }

    @Test
    void whatNobodyShouldSendIsTheirFault() {
        OddInputs.bodies("{\"rule\":\"RENEWAL_DAYS\",\"from\":\"" + TODAY.plusYears(4)
                        + "\",\"value\":40,\"reason\":\"運用\"}")
                .forEach(odd -> fine(odd, add(odd.body())));
    }

    private Response add(Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(RULES);
    }
}
