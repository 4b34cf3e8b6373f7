package io.storelens.podkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a process in order: on SIGTERM, SIGINT (Ctrl-C) and SIGHUP, and when the program calls
 * {@link System#exit}.
 *
 * <p>A shutdown hook alone would come too late. The JVM starts all hooks at once: that of ONNX
 * Runtime frees what its models stand on, so that a photo that is being analysed ends the process
 * with SIGSEGV, and that of ImageIO closes pictures that are being written. So a signal first stops
 * the program, and only then ends the JVM.
 */
public final class Termination {
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  /** What a shell sees of a process that a signal ended: this and the signal's number. */
  private static final int SIGNALLED = 128;

  private final Runnable stop;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  private Termination(Runnable stop) {
    this.stop = stop;
  }

  /**
   * Runs {@code stop} once, in a thread of its own, before the process ends. A process that a
   * signal ended has the status that shells know: 143 for SIGTERM, 130 for SIGINT, 129 for SIGHUP.
   *
   * @param stop returns when all is stopped; further signals meanwhile change nothing
   * @return what a program can wait on that has nothing else to do
   */
  public static Termination beforehand(Runnable stop) {
    var termination = new Termination(stop);
    Runtime.getRuntime().addShutdownHook(new Thread(termination::stop, "shutdown-hook"));
    SIGNALS.forEach(termination::handle);
    return termination;
  }

  /** Keeps the calling thread until the process ends; does not return. */
  public void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private void handle(String name) {
    try {
      // javac warns of any mention of these supported classes (JEP 260), which nothing switches
      // off.
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var proxy =
          Proxy.newProxyInstance(
              Termination.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                  return method.invoke(this, arguments);
                }
                end((int) signal.getMethod("getNumber").invoke(arguments[0]));
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      // Java was started with -Xrs, or the signal was ignored by who started us (nohup): the hook
      // is left.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Java lacks the module jdk.unsupported", e);
    }
  }

  private void end(int signal) {
    if (!begun.get()) {
      new Thread(
              () -> {
                try {
                  stop();
                } finally { // a stop that fails must not keep the process
                  System.exit(SIGNALLED + signal);
                }
              },
              "shutdown")
          .start();
    }
  }

  private void stop() {
    if (begun.compareAndSet(false, true)) {
      try {
        stop.run();
      } finally {
        done.countDown();
      }
      return;
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
