/** The tag of a container image's name, undefined where it has none. */
export function tagOf(image: string): string | undefined {
  const [name = ""] = image.split("@");
  return /:([\w.-]+)$/.exec(name)?.[1];
}
