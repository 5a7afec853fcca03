package coqui.listening;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the profile {@code listening}, skipped where there is no {@link Recogniser}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("listening")
@ExtendWith(RecogniserIsThere.class)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@interface Listening {}
