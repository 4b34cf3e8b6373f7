package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.IngestLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private static final int MOST = IngestLimits.DEFAULT.wrongPasswords();
  private static final String HASH = "hash";

  private long now = Duration.ofDays(3).toNanos();
  private final FailedLogins failures = new FailedLogins(IngestLimits.DEFAULT, () -> now);
  private int guesses;
  private final Origin store = origin("203.0.113.7");

  @Test
  void delaysEachWrongPasswordLongerThanTheLast() {
    assertThat(failures.failed("till-1", store, HASH, guess())).isEqualTo(Duration.ofMillis(500));
    assertThat(failures.failed("till-1", store, HASH, guess())).isEqualTo(Duration.ofSeconds(1));
    assertThat(failures.failed("till-1", store, HASH, guess())).isEqualTo(Duration.ofSeconds(2));
    assertThat(failures.locked("till-1", store, HASH)).isEmpty();
  }

  @Test
  void locksAPairOutAndNobodyElse() {
    fail("till-1", store, MOST);
    assertThat(failures.locked("till-1", store, HASH)).contains(Duration.ofSeconds(10));
    assertThat(failures.locked("till-2", store, HASH)).isEmpty();
    assertThat(failures.locked("till-1", origin("203.0.113.8"), HASH)).isEmpty();
  }

  @Test
  void allowsOneTryAtTheEndOfEachLockWhichThenGrows() {
    fail("till-1", store, MOST);
    pass(Duration.ofSeconds(10));
    assertThat(failures.locked("till-1", store, HASH)).isEmpty();
    assertThat(failures.locked("till-1", store, HASH)).as("at the same moment").isPresent();
    fail("till-1", store, 1);
    assertThat(failures.locked("till-1", store, HASH)).contains(Duration.ofSeconds(20));
    fail("till-1", store, 50);
    assertThat(failures.locked("till-1", store, HASH)).contains(IngestLimits.DEFAULT.longestLock());
  }

  @Test
  void forgetsAfterARightPasswordOrALongTimeOrANewAccount() {
    fail("till-1", store, MOST - 1);
    failures.passed("till-1", store);
    fail("till-1", store, 1);
    assertThat(failures.locked("till-1", store, HASH)).isEmpty();

    fail("till-2", store, MOST);
    assertThat(failures.locked("till-2", store, "another hash")).isEmpty();
    assertThat(failures.locked("till-2", store, HASH)).isEmpty();

    fail("till-3", store, MOST + 20);
    pass(IngestLimits.DEFAULT.longestLock().multipliedBy(2).plusSeconds(1));
    assertThat(failures.locked("till-3", store, HASH)).isEmpty();
    fail("till-3", store, 1);
    assertThat(failures.locked("till-3", store, HASH)).isEmpty();
  }

  @Test
  void takesTheNetworkOfAnIpV6AddressForOneOrigin() {
    fail("till-1", origin("2001:db8:1:2::1"), MOST);
    assertThat(failures.locked("till-1", origin("2001:db8:1:2:ffff::9"), HASH)).isPresent();
    assertThat(failures.locked("till-1", origin("2001:db8:1:3::1"), HASH)).isEmpty();
  }

  @Test
  void remembersNoMoreThanItMay() {
    fail("till-1", store, MOST);
    for (int name = 0; name < 25_000; name++) {
      fail("n".repeat(3000) + name, store, 1);
      fail("name-" + name, store, 1);
    }
    assertThat(failures.remembered()).isEqualTo(20_000);
  }

  @Test
  void countsTheSameWrongPasswordOnce() {
    for (int time = 0; time < 100; time++) {
      failures.failed("till-1", store, HASH, "an old password");
    }
    assertThat(failures.locked("till-1", store, HASH)).isEmpty();
    fail("till-1", store, MOST - 1);
    assertThat(failures.locked("till-1", store, HASH)).isPresent();
  }

  private String guess() {
    return "guess " + guesses++;
  }

  private void fail(String username, Origin origin, int times) {
    for (int time = 0; time < times; time++) {
      failures.failed(username, origin, HASH, guess());
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Origin origin(String address) {
    try {
      return Origin.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
