package org.vouch.testresult.testing;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.vouch.audit.client.testing.PlatformResource;

/** The whole service on real PostgreSQL and Kafka, beside {@link Neighbours}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "testresult"))
@WithTestResource(Neighbours.class)
public @interface ServiceTest {}
