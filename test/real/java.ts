/** Where .ci/install-zookeeper puts the jars of the image's version of ZooKeeper. */
export const jars = `${process.cwd()}/node_modules/.cache/overlayer/zookeeper`;

/** Arguments of `java` that run a source file with ZooKeeper's classes, quietly. */
export function javaArguments(source: string, ...args: readonly string[]): string[] {
  return [
    ...["-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", `${jars}/*`, "-Dlogback.configurationFile=test/real/logback.xml"],
    // A restarted pod has another address: a client, too, must ask for it again. Java's default is 30 seconds.
    ...["-Dsun.net.inetaddr.ttl=0", "-Dsun.net.inetaddr.negative.ttl=0"],
    ...[source, ...args],
  ];
}
