/** The folders that Overlayer generates files in. */
export const outputFolders: readonly string[] = ["base", "overlays", "delivery"];
