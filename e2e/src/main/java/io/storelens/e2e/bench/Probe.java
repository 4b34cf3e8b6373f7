package io.storelens.e2e.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a running {@code storelens up} from outside. */
final class Probe implements AutoCloseable {
  private final Path spool;
  private final JMXConnector connection;
  private final MemoryMXBean memory;
  private final ThreadMXBean threads;
  private final UnixOperatingSystemMXBean system;

  /** Attaches to the Java machine {@code process}, whose photos wait in {@code spool}. */
  @SuppressWarnings("BanJNDI") // the address is that of our own child on this machine
  Probe(long process, Path spool) throws IOException {
    this.spool = spool;
    this.connection = JMXConnectorFactory.connect(address(process));
    var server = connection.getMBeanServerConnection();
    this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    this.threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
    this.system = ManagementFactory.getPlatformMXBean(server, UnixOperatingSystemMXBean.class);
  }

  private static JMXServiceURL address(long process) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(process));
      try {
        return new JMXServiceURL(machine.startLocalManagementAgent());
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot look into process " + process + ": " + e.getMessage(), e);
    }
  }

  /** How it is now. Costs the process a full garbage collection. */
  Vitals look() throws IOException {
    memory.gc();
    return new Vitals(
        memory.getHeapMemoryUsage().getUsed(),
        threads.getThreadCount(),
        system.getOpenFileDescriptorCount(),
        photos("photos") + photos("aside"));
  }

  private long photos(String folder) throws IOException {
    var photos = new AtomicLong();
    Files.walkFileTree(
        spool.resolve(folder),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.size() > 0) { // empty files wait for the next photo
              photos.incrementAndGet();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // it left while it was looked at
          }
        });
    return photos.get();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
