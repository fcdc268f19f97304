import * as z from "zod";

/** Flags of the server's JVM beside those that other options set. */
export const jvmFlags = z
  .array(
    // zkServer.sh splits them at spaces and expands what a shell expands
    z.string().regex(/^-[\w.:+=,/@%-]+$/, { error: 'a JVM flag without spaces and quotes such as "-XX:+UseZGC"' }),
  )
  .meta({
    description: "Flags of the server's JVM beside those that other options set, such as -XX:+UseZGC.",
    source: "SERVER_JVMFLAGS of zkEnv.sh",
  });

/** The size of the largest request. */
export const juteMaxBuffer = z.int32().min(1024).meta({
  description: "Size of the largest request and so of the largest znode, in bytes; clients must be set alike.",
  source: "JVM -Djute.maxbuffer",
});
