/** A hash of the content at the end of a name, in the ten letters and digits that kustomize writes. */
const hash = /-[2456789bcdfghkmt]{10}$/;

/** The name without the hash of its content: `zk-config` of `zk-config-5c8k2tg4hm`, any other name as it is. */
export function withoutHash(name: string): string {
  return name.replace(hash, "");
}
