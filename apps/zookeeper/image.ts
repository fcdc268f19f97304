/** True for the official image, from Docker Hub or a mirror of it that keeps its name. */
export function isOfficial(image: string): boolean {
  return /^(?:docker\.io\/)?zookeeper(?:[:@]|$)|(?:^|\/)library\/zookeeper(?:[:@]|$)/.test(image);
}

/** The tag of a container image's name, undefined where it has none. */
export function tagOf(image: string): string | undefined {
  const [name = ""] = image.split("@");
  return /:([\w.-]+)$/.exec(name)?.[1];
}
