package io.storelens.contract.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  @Test
  void matchesTheRightPasswordOnly() {
    String hash = PasswordHash.of("correct horse", PasswordHash.GENERATED);
    assertThat(PasswordHash.matches(hash, "correct horse")).isTrue();
    assertThat(PasswordHash.matches(hash, "correct horsf")).isFalse();
    assertThat(PasswordHash.matches(hash, "")).isFalse();
  }

  @Test
  void saltsEachHashAnew() {
    assertThat(PasswordHash.of("same", 1000)).isNotEqualTo(PasswordHash.of("same", 1000));
  }

  @Test
  void hashWithItsSaltAndMoreIterationsThanWantedIsKept() {
    byte[] salt = new byte[PasswordHash.SALT_BYTES];
    byte[] other = new byte[PasswordHash.SALT_BYTES];
    other[0] = 1;
    String hash = PasswordHash.of("correct horse", 1000, salt);
    assertThat(PasswordHash.isMadeWith(hash, 100, salt)).isTrue();
    assertThat(PasswordHash.isMadeWith(hash, 1000, salt)).isTrue();
    assertThat(PasswordHash.isMadeWith(hash, 1001, salt)).isFalse();
    assertThat(PasswordHash.isMadeWith(hash, 1000, other)).isFalse();
    assertThat(PasswordHash.isMadeWith("spoilt", 1000, salt)).isFalse();
  }

  @Test
  void agreesWithAHashMadeElsewhere() {
    // Made with Python: hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 4096).
    String hash = "pbkdf2-sha256$4096$c2FsdA$xeR41ZKIyEGqUw22hFxMjZYok6ABzk4RpJY4c6qYE0o";
    assertThat(PasswordHash.matches(hash, "password")).isTrue();
  }

  @Test
  void refusesAHashOfAnotherFormatWithoutShowingIt() {
    assertThatThrownBy(() -> PasswordHash.matches("$2b$12$secret", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
