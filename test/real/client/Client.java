import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * ZooKeeper clients, told what to do by lines of standard input:
 * <pre>
 * write WRITER SERVERS   creates znodes /WRITER-1, /WRITER-2, … one after another until it is stopped;
 *                        prints "acknowledged WRITER NUMBER MILLISECONDS" for each
 * stop WRITER            prints "stopped WRITER" after the last of them
 * read REQUEST SERVERS   prints "znodes REQUEST NAME NAME …": the children of / on one of the servers
 * </pre>
 */
public class Client {
  private static final int SESSION_TIMEOUT = 10_000;
  private static final Map<String, Thread> writers = new ConcurrentHashMap<>();

  public static void main(String[] args) {
    System.out.println("started");
    Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      String[] words = lines.nextLine().split(" ");
      switch (words[0]) {
        case "write" -> {
          Thread writer = new Thread(() -> write(words[1], words[2]));
          writers.put(words[1], writer);
          writer.start();
        }
        case "stop" -> writers.get(words[1]).interrupt();
        case "read" -> new Thread(() -> read(words[1], words[2])).start();
        default -> throw new IllegalArgumentException(words[0]);
      }
    }
    System.exit(0);
  }

  private static void write(String writer, String servers) {
    ZooKeeper session = null;
    try {
      session = connect(servers);
      for (int number = 1; !Thread.currentThread().isInterrupted(); ) {
        try {
          session.create("/" + writer + "-" + number, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
          System.out.println("acknowledged " + writer + " " + number++ + " " + System.currentTimeMillis());
          Thread.sleep(10);
        } catch (KeeperException.NodeExistsException written) {
          // The answer to an earlier try was lost with its connection; it is no acknowledgement.
          number++;
        } catch (KeeperException.SessionExpiredException | KeeperException.AuthFailedException over) {
          session.close();
          session = connect(servers);
        } catch (KeeperException.ConnectionLossException tryAgain) {
          Thread.sleep(20);
        }
      }
    } catch (InterruptedException stopped) {
      // As asked for.
    } catch (Exception error) {
      System.out.println("failed " + writer + " " + error);
    }
    close(session);
    System.out.println("stopped " + writer);
  }

  private static void read(String request, String servers) {
    ZooKeeper session = null;
    try {
      session = connect(servers);
      System.out.println("znodes " + request + " " + String.join(" ", session.getChildren("/", false)));
    } catch (Exception error) {
      System.out.println("failed " + request + " " + error);
    }
    close(session);
  }

  private static ZooKeeper connect(String servers) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper session = new ZooKeeper(servers, SESSION_TIMEOUT, event -> {
      if (event.getState() == KeeperState.SyncConnected) connected.countDown();
    });
    if (!connected.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("no connection to " + servers);
    return session;
  }

  private static void close(ZooKeeper session) {
    try {
      if (session != null) session.close(1000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
