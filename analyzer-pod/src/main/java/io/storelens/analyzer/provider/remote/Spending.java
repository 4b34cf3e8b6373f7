package io.storelens.analyzer.provider.remote;

import java.time.Duration;
import java.util.Optional;

/** Who pays for calls. Thread-safe. */
public interface Spending {
  /** Pays for all. */
  Spending UNLIMITED =
      new Spending() {
        @Override
        public boolean samples(String provider) {
          return true;
        }

        @Override
        public Optional<Wait> wait(String provider) {
          return Optional.empty();
        }

        @Override
        public void called(String provider) {
          // Nobody counts.
        }
      };

  /**
   * A provider must not be called.
   *
   * @param time until there is money again
   * @param forNextProvider whether the next provider of the chain is to be asked instead
   */
  record Wait(Duration time, boolean forNextProvider) {}

  /** Whether a photo is one of those that are analysed; the others are written down as left out. */
  boolean samples(String provider);

  /** Why a provider must not be called; empty when it may. */
  Optional<Wait> wait(String provider);

  /** Notes a call that is charged. */
  void called(String provider);
}
