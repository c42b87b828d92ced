package org.vouch.identity.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration has to be from {@code min} to {@code max}, both inclusive and in ISO 8601; anything else stops the start. */
@Documented
@Constraint(validatedBy = Lasting.Check.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Lasting {
    String min();

    String max();

    String message() default "must last from {min} to {max}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares. */
    class Check implements ConstraintValidator<Lasting, Duration> {
        private Duration min = Duration.ZERO;
        private Duration max = Duration.ZERO;

        @Override
        public void initialize(Lasting bounds) {
            min = Duration.parse(bounds.min());
            max = Duration.parse(bounds.max());
        }

        @Override
        public boolean isValid(@Nullable Duration value, ConstraintValidatorContext context) {
            return value == null || (value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
        }
    }
}
