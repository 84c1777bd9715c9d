package org.eclipse.microprofile.reactive.messaging;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the annotation of the same name, so that the broker's Kafka client stays the only one here. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Incoming {
    String value();
}
