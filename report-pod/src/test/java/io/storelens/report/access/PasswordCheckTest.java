package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCheckTest {
  private final PasswordCheck check = new PasswordCheck(new MovableClock());

  @Test
  void knowsHashesOfArgon2() {
    var hash =
        Password.hash("pässword")
            .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
            .getResult();

    assertThat(PasswordCheck.isHash(hash)).isTrue();
    assertThat(check.matches("pässword", Optional.of(hash))).isTrue();
    assertThat(check.matches("pässword", Optional.of(hash))).as("once more").isTrue();
    assertThat(check.matches("password", Optional.of(hash))).isFalse();
  }

  @Test
  void knowsHashesOfBcryptThatOthersMade() {
    // From the tests of OpenBSD's bcrypt: the password is U*U.
    var hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    assertThat(PasswordCheck.isHash(hash)).isTrue();
    assertThat(check.matches("U*U", Optional.of(hash))).isTrue();
    assertThat(check.matches("U*V", Optional.of(hash))).isFalse();
  }

  @Test
  void takesABcryptOfItsOwn() {
    var hash = Password.hash("x").with(BcryptFunction.getInstance(4)).getResult();

    assertThat(check.matches("x", Optional.of(hash))).isTrue();
  }

  @Test
  void matchesNothingWithoutAHash() {
    assertThat(check.matches("nobody", Optional.empty())).isFalse();
    assertThat(check.matches("x".repeat(2000), Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "$argon2id$", "$2b$10$short", "$1$salt$hash"})
  void takesNothingElseForAHash(String text) {
    assertThat(PasswordCheck.isHash(text)).isFalse();
  }
}
