// Runs in the sandbox too: hence no import.

const mostTexts = 1000;
const longestText = 100;

/** The same pure function, which remembers what it made of short texts lately: a fleet has the same ones in every environment. */
export function remembering<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > longestText) return made;
    // the texts of one environment after the other would fill it for ever
    if (known.size === mostTexts) known.clear();
    known.set(text, made);
    return made;
  };
}

/** The same pure function of an object that nobody changes, which makes a value once for each. */
export function oncePer<Key extends object, Value>(make: (object: Key) => Value): (object: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const made = make(object);
    known.set(object, made);
    return made;
  };
}
