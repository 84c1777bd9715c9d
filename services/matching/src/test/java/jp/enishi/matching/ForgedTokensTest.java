package jp.enishi.matching;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.ForgedTokensContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ForgedTokensTest extends ForgedTokensContract {
    @Override
    protected String path() {
        return "/api/v1/matches/cases/00000000-0000-7000-8000-000000000001";
    }
}
