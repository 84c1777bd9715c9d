package jp.enishi.contracts;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OpenApiContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class OpenApiTest extends OpenApiContract {}
