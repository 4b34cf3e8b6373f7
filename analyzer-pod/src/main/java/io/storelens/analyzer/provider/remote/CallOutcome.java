package io.storelens.analyzer.provider.remote;

import java.util.Locale;

/** What became of a call, or why none was made; the words are those of the metric. */
public enum CallOutcome {
  /** Faces, or none. */
  ANSWERED(Blame.NOBODY),
  /** The request was at fault: a setting is wrong, such as the API's version. */
  BAD_REQUEST(Blame.ACCOUNT),
  /** The provider can't read the picture. */
  INVALID_IMAGE(Blame.PICTURE),
  /** More or fewer bytes or pixels than the provider takes. */
  INVALID_SIZE(Blame.PICTURE),
  /** The key is wrong, expired or of another region. */
  UNAUTHORIZED(Blame.ACCOUNT),
  /** The account may not do this. */
  FORBIDDEN(Blame.ACCOUNT),
  /** A trait was asked for that the account, or nobody any more, is told. */
  UNSUPPORTED(Blame.NOBODY),
  /** There is nothing at this address. */
  NOT_FOUND(Blame.ACCOUNT),
  /** Another call was in the way. */
  CONFLICT(Blame.MOMENT),
  /** Too many calls. */
  RATE_LIMITED(Blame.MOMENT),
  /** The provider failed. */
  SERVER_ERROR(Blame.PROVIDER),
  /** No answer in time. */
  TIMEOUT(Blame.PROVIDER),
  /** No connection. */
  UNREACHABLE(Blame.PROVIDER),
  /** An answer that is none. */
  UNREADABLE(Blame.PROVIDER),
  /** Not called: own limit of calls a second, or the provider said to wait. */
  NO_PERMIT(Blame.MOMENT),
  /** Not called: it failed too often just now. */
  CIRCUIT_OPEN(Blame.MOMENT),
  /** Not called: the month's money is spent. */
  OVER_BUDGET(Blame.MOMENT);

  /** Who is to blame, which decides what is done next. */
  enum Blame {
    /** Nobody. */
    NOBODY,
    /** The picture: another call with it is of no use. */
    PICTURE,
    /** The account: a person must act. */
    ACCOUNT,
    /** The moment: later is better. */
    MOMENT,
    /** The provider is down. */
    PROVIDER
  }

  private final Blame blame;

  CallOutcome(Blame blame) {
    this.blame = blame;
  }

  Blame blame() {
    return blame;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
