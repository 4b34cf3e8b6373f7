package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.provider.FoundFace;
import io.storelens.contract.face.Trait;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of one provider. Calls go to them in turn; a call that one of them can't take, or
 * fails, goes to the next. A trait that is refused once is not asked for again.
 */
final class Accounts {
  private static final Logger LOGGER = LoggerFactory.getLogger(Accounts.class);

  /** Longer waiting is the ingest's business, whose spool is on disk. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LATER = Duration.ofSeconds(5);

  private final String provider;
  private final List<Account> accounts;
  private final CallMetrics metrics;
  private final Spending spending;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Set<Trait> tells;

  Accounts(
      String provider,
      List<FaceApi> apis,
      Set<Trait> tells,
      int callsPerSecond,
      CallMetrics metrics,
      Spending spending,
      Clock clock) {
    this.provider = provider;
    this.metrics = metrics;
    this.spending = spending;
    this.tells = Set.copyOf(tells);
    this.accounts =
        apis.stream().map(api -> new Account(api, callsPerSecond, metrics, clock)).toList();
    metrics.tells(() -> this.tells);
  }

  /** What is told now. */
  Set<Trait> tells() {
    return tells;
  }

  PictureLimits limits() {
    return accounts.get(0).api().limits();
  }

  String model() {
    return accounts.get(0).api().model();
  }

  /**
   * Asks the first account that answers.
   *
   * @param wanted traits to ask for; those that were refused before are left out
   */
  List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted) throws CallFailedException {
    var wait = spending.wait(provider);
    if (wait.isPresent()) {
      metrics.count(CallOutcome.OVER_BUDGET);
      throw new CallFailedException(
          CallOutcome.OVER_BUDGET,
          "the month's budget does not pay for more calls",
          wait.map(Spending.Wait::time));
    }
    int first = Math.floorMod(turn.getAndIncrement(), accounts.size());
    CallFailedException failure = null;
    for (int i = 0; i < accounts.size(); i++) {
      boolean last = i == accounts.size() - 1;
      try {
        return ask(
            accounts.get((first + i) % accounts.size()),
            jpeg,
            wanted,
            last ? PATIENCE : Duration.ZERO);
      } catch (CallFailedException e) {
        metrics.count(e.outcome());
        failure = worse(failure, e);
        if (e.outcome().blame() == CallOutcome.Blame.PICTURE) {
          break;
        }
      }
    }
    throw failure;
  }

  private List<FoundFace> ask(Account account, byte[] jpeg, Set<Trait> wanted, Duration patience)
      throws CallFailedException {
    while (true) {
      var asked = EnumSet.noneOf(Trait.class);
      asked.addAll(wanted);
      asked.retainAll(tells);
      try {
        var faces = account.detect(jpeg, asked, patience);
        metrics.count(CallOutcome.ANSWERED);
        spending.called(provider);
        return faces;
      } catch (CallFailedException e) {
        if (e.outcome() != CallOutcome.UNSUPPORTED || asked.isEmpty()) {
          throw e;
        }
        metrics.count(e.outcome());
        lose(asked, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CallFailedException(
            CallOutcome.NO_PERMIT, "the analyzer stops", Optional.of(LATER));
      }
    }
  }

  /** What was refused: what the answer names, else mood, then gender, then age. */
  private synchronized void lose(Set<Trait> asked, CallFailedException failure) {
    var left = EnumSet.noneOf(Trait.class);
    left.addAll(tells);
    if (!left.containsAll(asked)) {
      return; // another thread was told before
    }
    var lost = RefusedTraits.of(asked, failure.getMessage());
    left.removeAll(lost);
    tells = Set.copyOf(left);
    LOGGER
        .atWarn()
        .addKeyValue("provider", provider)
        .addKeyValue("traits", lost)
        .addKeyValue("said", failure.getMessage())
        .log("the provider refuses to tell traits, they are not asked for any more");
  }

  /** The one that says most: what a person can act on before what time heals. */
  private static CallFailedException worse(CallFailedException one, CallFailedException other) {
    return one == null || one.outcome().blame() == CallOutcome.Blame.MOMENT ? other : one;
  }
}
