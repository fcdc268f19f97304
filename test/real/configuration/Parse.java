import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/**
 * Parses every zoo.cfg of a directory as a starting server does, with another directory of data, which holds a myid.
 * Prints "FILE refused: REASON" for one that it refuses and "FILE unknown: KEY" for a key that the server only makes a
 * system property of that nothing of it reads.
 */
public class Parse {
  public static void main(String[] args) throws IOException {
    Set<String> constants = constants();
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(args[0]))) {
      files = found.sorted().toList();
    }
    Properties before = (Properties) System.getProperties().clone();
    for (Path file : files) {
      System.setProperties((Properties) before.clone());
      try (var text = Files.newBufferedReader(file)) {
        Properties settings = new Properties();
        settings.load(text);
        settings.setProperty("dataDir", args[1]);
        settings.remove("dataLogDir");
        new QuorumPeerConfig().parseProperties(settings);
      } catch (QuorumPeerConfig.ConfigException | IllegalArgumentException refused) {
        System.out.println(file.getFileName() + " refused: " + refused.getMessage());
      }
      for (String property : System.getProperties().stringPropertyNames()) {
        if (!before.containsKey(property) && !isRead(property, constants)) {
          System.out.println(file.getFileName() + " unknown: " + property.substring("zookeeper.".length()));
        }
      }
    }
    System.out.println("parsed " + files.size());
  }

  /** Names of properties stand in the server's classes whole, or (those of TLS) as a prefix and a rest. */
  private static boolean isRead(String property, Set<String> constants) {
    // Which servers there are is read from zoo.cfg itself, later.
    if (property.startsWith("zookeeper.server.")) return true;
    if (constants.contains(property)) return true;
    for (int dot = property.indexOf('.', "zookeeper.".length()); dot > 0; dot = property.indexOf('.', dot + 1)) {
      String rest = property.substring(dot + 1);
      if (constants.contains(property.substring(0, dot + 1)) && constants.contains(rest)) return true;
    }
    return false;
  }

  /** All constant strings of the server's jar. */
  private static Set<String> constants() throws IOException {
    Path jar = Path.of(QuorumPeerConfig.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Set<String> constants = new HashSet<>();
    try (JarFile classes = new JarFile(jar.toFile())) {
      classes.stream().filter(entry -> entry.getName().endsWith(".class")).forEach(entry -> {
        try (var bytes = new DataInputStream(classes.getInputStream(entry))) {
          addConstants(bytes, constants);
        } catch (IOException error) {
          throw new UncheckedIOException(error);
        }
      });
    }
    return constants;
  }

  /** The strings of a class file's constant pool (chapter 4.4 of the Java Virtual Machine Specification). */
  private static void addConstants(DataInputStream bytes, Set<String> constants) throws IOException {
    bytes.skipNBytes(8);
    int count = bytes.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = bytes.readUnsignedByte();
      switch (tag) {
        case 1 -> constants.add(bytes.readUTF());
        case 3, 4, 9, 10, 11, 12, 17, 18 -> bytes.skipNBytes(4);
        case 5, 6 -> {
          bytes.skipNBytes(8);
          index++;
        }
        case 7, 8, 16, 19, 20 -> bytes.skipNBytes(2);
        case 15 -> bytes.skipNBytes(3);
        default -> throw new IOException("no such constant: " + tag);
      }
    }
  }
}
