package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {
  private final Account account = new Account("admin", "pässword:1");

  @Test
  void matchesOnlyTheRightNameWithTheRightPassword() {
    assertThat(account.matches("admin", "pässword:1")).isTrue();
    assertThat(account.matches("admin", "pässword:2")).isFalse();
    assertThat(account.matches("Admin", "pässword:1")).isFalse();
    assertThat(account.matches("admin", "")).isFalse();
    assertThat(account.matches("", "pässword:1")).isFalse();
  }
}
