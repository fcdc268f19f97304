import * as z from "zod";

/** No part begins with a dot: nothing leads upwards. */
const absolute = /^(\/\w[\w.-]*){2,}$/;
const error = 'an absolute path of two or more parts, such as "/var/lib/zookeeper/data"';

/** Where the servers keep their files. */
export const directories = z
  .strictObject({
    data: z.string().max(255).regex(absolute, { error }).meta({
      description:
        "Directory of the snapshots and the server's number; the volume is mounted at the directory above it.",
      source: "zoo.cfg dataDir",
    }),
    dataLog: z.string().max(255).regex(absolute, { error }).meta({
      description: "Directory of the transaction log: on the same volume, or where the log's own volume is mounted.",
      source: "zoo.cfg dataLogDir",
    }),
  })
  .describe("Directories on the volumes. A server that does not find its log there silently loses the last writes.");
