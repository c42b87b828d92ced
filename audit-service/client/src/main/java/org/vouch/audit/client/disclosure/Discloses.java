package org.vouch.audit.client.disclosure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that an endpoint returns data about one person and how it knows its subject. Such an endpoint returns
 * {@link Disclosed}, which only the {@link DisclosureGate} makes; the compiler refuses anything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Discloses {
    SubjectSource[] value();
}
