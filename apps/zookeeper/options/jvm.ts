import * as z from "zod";

/** Flags of the server's JVM beside those that other options set. */
export const jvmFlags = z
  .array(
    // zkServer.sh splits them at spaces and expands what a shell expands
    z.string().regex(/^-[\w.:+=,/@%-]+$/, { error: 'a JVM flag without spaces and quotes such as "-XX:+UseZGC"' }),
  )
  .describe("Flags of the server's JVM beside those that other options set, such as -XX:+UseZGC.")
  .meta({ source: "SERVER_JVMFLAGS of zkEnv.sh" });

/** The size of the largest request. */
export const juteMaxBuffer = z
  .int32()
  .min(1024)
  .describe("Size of the largest request and so of the largest znode, in bytes; clients must be set alike.")
  .meta({ source: "JVM -Djute.maxbuffer" });
