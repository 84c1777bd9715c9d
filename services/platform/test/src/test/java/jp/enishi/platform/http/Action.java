package jp.enishi.platform.http;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the annotation of the same name in enishi-http, which depends on this module for its own tests. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Action {
    String value();
}
