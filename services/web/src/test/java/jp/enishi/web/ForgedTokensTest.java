package jp.enishi.web;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.ForgedTokensContract;

@QuarkusTest
@QuarkusTestResource(StubServices.class)
class ForgedTokensTest extends ForgedTokensContract {
    @Override
    protected String path() {
        return "/coordinator/cases";
    }

    @Override
    protected boolean refuses(int status) {
        return status == 303;
    }
}
