package jp.enishi.platform.test.rest;

import static org.hamcrest.Matchers.equalTo;

import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;
import org.jspecify.annotations.Nullable;

/** What is expected of an answer. The first thing that is otherwise fails the test, and shows the whole answer. */
public final class Expectations {
    private final Response response;

    Expectations(Response response) {
        this.response = response;
    }

    public Expectations statusCode(int expected) {
        return check("status", response.statusCode(), equalTo(expected));
    }

    public Expectations statusCode(Matcher<? super Integer> expected) {
        return check("status", response.statusCode(), expected);
    }

    public Expectations header(String name, String expected) {
        return check(name, response.header(name), equalTo(expected));
    }

    /** A header that isn't there is null. */
    public Expectations header(String name, Matcher<? super String> expected) {
        return check(name, response.header(name), expected);
    }

    /** The media type; parameters that aren't named may be there. */
    public Expectations contentType(String expected) {
        String actual = response.contentType();
        return check(
                "Content-Type",
                actual != null && actual.startsWith(expected + ";") ? expected : actual,
                equalTo(expected));
    }

    /** The body as text. */
    public Expectations body(Matcher<? super String> expected) {
        return check("body", response.asString(), expected);
    }

    /**
     * What {@link JsonText#get} finds in the body.
     *
     * @param more further paths, each with its matcher
     */
    public Expectations body(String path, Matcher<?> expected, Object... more) {
        check(path, response.path(path), expected);
        for (int i = 0; i < more.length; i += 2) {
            String next = (String) more[i];
            check(next, response.path(next), (Matcher<?>) more[i + 1]);
        }
        return this;
    }

    public Response extract() {
        return response;
    }

    private Expectations check(String what, @Nullable Object actual, Matcher<?> expected) {
        if (!expected.matches(actual)) {
            var mismatch = new StringDescription();
            expected.describeMismatch(actual, mismatch);
            throw new AssertionError("%s: expected %s, but %s%n%s"
                    .formatted(what, StringDescription.asString(expected), mismatch, response));
        }
        return this;
    }
}
