package jp.enishi.meetings;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OpenApiContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OpenApiTest extends OpenApiContract {}
