/** What the names of folders begin with that runs are staged in, beside what they write. */
export const stagingPrefix = ".overlayer-";
