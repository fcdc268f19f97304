import { type Cell, force, noteName, noteRead } from "./cell.ts";
import { Operation } from "./edits.ts";
import { mergeItems } from "./lists.ts";
import { type Item, isMap, type Literal, type Scope } from "./literal.ts";
import type { Place } from "./place.ts";
import { type Field, View } from "./view.ts";

/** No value: a field that no layer has, or that one removed. */
export const absent = Symbol("absent");

const views = new WeakMap<object, View>();
const lists = new WeakMap<readonly unknown[], readonly Item[]>();
const layers = new WeakMap<object, readonly Literal[]>();

/** Lets a layer stand where a map may stand. */
export function registerLayer(layer: object, literals: readonly Literal[]): void {
  layers.set(layer, literals);
}

/** The object behind what a user sees of it. */
export function viewOf(value: unknown): View | undefined {
  if (value instanceof View) return value;
  return typeof value === "object" && value !== null ? views.get(value) : undefined;
}

/** A final list's items as they were written. */
export function itemsOf(list: readonly unknown[]): readonly Item[] | undefined {
  return lists.get(list);
}

/** What users see of a value. */
export function expose(value: unknown): unknown {
  if (!(value instanceof View)) return value === absent ? undefined : value;
  if (value.proxy === undefined) {
    value.proxy = new Proxy(value, handler);
    views.set(value.proxy, value);
  }
  return value.proxy;
}

/** A field's final value: a view, a list, or any other value as it is; `absent` where there is none. */
export function read(view: View, name: string): unknown {
  const field = view.field(name);
  return field === undefined ? absent : readField(view, field);
}

/** The final value of one of an object's fields. */
export function readField(view: View, field: Field): unknown {
  noteRead(field);
  if (field.state === "read") return field.result;
  const value = valueIn(view.literals[field.top]?.fields, field.key);
  // Most fields are scalars: nothing to compute or to remember.
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return value;
  return force(field, () => finish(resolve(view, field.key, field.top), field));
}

/** True where a field has a value; only a field that is a function must be computed for that. */
function has(view: View, name: string): boolean {
  noteName(view.place, name);
  const field = view.field(name);
  if (field === undefined) return false;
  const value = valueIn(view.literals[field.top]?.fields, name);
  if (typeof value === "function") return readField(view, field) !== absent;
  return !(value instanceof Operation && value.kind === "remove");
}

function valueIn(fields: object = {}, name: PropertyKey): unknown {
  return Reflect.get(fields, name);
}

/** What the literals up to `top` make of a field. */
function resolve(view: View, name: string, top: number): unknown {
  for (let index = top; index >= 0; index--) {
    const fields = view.literals[index]?.fields;
    if (fields === undefined || !Object.hasOwn(fields, name)) continue;
    const scope = { view, index };
    return combine(call(valueIn(fields, name), scope), scope, () => resolve(view, name, index - 1));
  }
  return absent;
}

/** Calls a late-bound value; `self` is the final object even where it is read through a super. */
function call(value: unknown, scope: Scope): unknown {
  if (typeof value !== "function") return value;
  const self = scope.view.self;
  return value(expose(self), expose(superOf(self, scope.index)), expose(rootOf(scope)));
}

function rootOf(scope: Scope): View {
  return scope.view.literals[scope.index]?.root ?? scope.view.self;
}

function superOf(view: View, index: number): View {
  view.supers[index] ??= new View(view.literals.slice(0, index), view.place, view);
  return view.supers[index];
}

/** A map's literals; `view` where they already are an object and nothing was merged into it. */
class Maps {
  readonly literals: readonly Literal[];
  readonly view: View | undefined;

  constructor(literals: readonly Literal[], view?: View) {
    this.literals = literals;
    this.view = view;
  }
}

class List {
  readonly items: readonly Item[];

  constructor(items: readonly Item[]) {
    this.items = items;
  }
}

/** Puts a value on top of what is below it. */
function combine(value: unknown, scope: Scope, below: () => unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Maps) return value;
  if (value instanceof Operation) return operate(value, scope, below);
  if (Array.isArray(value)) return new List(itemsIn(value, scope));
  const maps = mapsIn(value, scope);
  if (maps === undefined) return value;
  const lower = below();
  return lower instanceof Maps ? new Maps([...lower.literals, ...maps.literals]) : maps;
}

function alone(item: Item): unknown {
  return combine(call(item.value, item.scope), item.scope, () => absent);
}

function mapsIn(value: object, scope: Scope): Maps | undefined {
  if (!isMap(value)) return undefined;
  const view = views.get(value);
  if (view !== undefined)
    return new Maps(
      view.literals.map((one) => ({ root: view.self, ...one })),
      view,
    );
  const literals = layers.get(value);
  return new Maps(literals ?? [{ fields: value, root: rootOf(scope) }]);
}

function itemsIn(list: readonly unknown[], scope: Scope): readonly Item[] {
  const written = lists.get(list);
  if (written === undefined) return Array.from(list, (value, index) => ({ value, scope, list, index }));
  // A final list again: its functions were called, or will be, for the object in which they were written.
  return written.map((item, index) =>
    typeof item.value === "function" ? { ...item, value: () => list[index] } : item,
  );
}

function operate({ kind, items, key }: Operation, scope: Scope, below: () => unknown): unknown {
  if (kind === "remove") return absent;
  if (kind === "replace") return combine(call(items[0], scope), scope, () => absent);
  const lower = below();
  if (lower !== absent && !(lower instanceof List)) throw new TypeError(`${kind} needs a list in the layers below`);
  const before = lower === absent ? [] : lower.items;
  const added = itemsIn(items, scope);
  if (kind === "append") return new List([...before, ...added]);
  if (kind === "prepend") return new List([...added, ...before]);
  return new List(mergeItems(before, added, (item) => idOf(item, key), merged));
}

function merged(lower: Item, upper: readonly Item[]): Item {
  return { ...lower, value: new Maps([lower, ...upper].flatMap((item) => mapsOf(item).literals)) };
}

function mapsOf(item: Item): Maps {
  const maps = alone(item);
  if (maps instanceof Maps) return maps;
  throw new TypeError("mergeBy needs lists of maps");
}

function idOf(item: Item, key: string): unknown {
  const id = read(new View(mapsOf(item).literals, item.scope.view.place), key);
  if (id === absent) throw new TypeError(`mergeBy needs ${key} in every map of the list`);
  return id;
}

/** Makes of what the layers say a final value. */
function finish(value: unknown, place: Place): unknown {
  if (value instanceof Maps) return value.view ?? new View(value.literals, place);
  if (!(value instanceof List)) return value;
  const list: unknown[] = [];
  for (const [index, item] of value.items.entries()) {
    const cell: Cell = { around: place, key: index, state: "unread", result: undefined };
    const compute = () => expose(finish(alone(item), cell));
    if (typeof item.value !== "function") list.push(compute());
    else Object.defineProperty(list, index, { get: () => force(cell, compute), enumerable: true });
  }
  lists.set(list, value.items);
  return Object.freeze(list);
}

function refuse(): never {
  throw new TypeError("final options cannot be changed: put a layer on top with extend");
}

const handler: ProxyHandler<View> = {
  get(view, key) {
    const field = typeof key === "string" ? view.field(key) : undefined;
    if (field !== undefined) return expose(readField(view, field));
    if (typeof key === "string") noteName(view.place, key);
    return valueIn(Object.prototype, key);
  },
  has: (view, key) => (typeof key === "string" && has(view, key)) || Reflect.has(Object.prototype, key),
  ownKeys(view) {
    noteName(view.place);
    return view.names.filter((key) => view.field(key)?.hidden === false && has(view, key));
  },
  getOwnPropertyDescriptor(view, key) {
    if (typeof key !== "string" || !has(view, key)) return undefined;
    return {
      get: () => expose(read(view, key)),
      enumerable: view.field(key)?.hidden !== true,
      configurable: true,
    };
  },
  getPrototypeOf: () => Object.prototype,
  set: refuse,
  defineProperty: refuse,
  deleteProperty: refuse,
  setPrototypeOf: refuse,
  preventExtensions: refuse,
};
