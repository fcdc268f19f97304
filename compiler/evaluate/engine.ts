import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import type { Limits } from "./limits.ts";
import { restore, type Saved, type WasmMemory } from "./memory.ts";
import { prelude } from "./prelude.ts";
import { setV8Flags } from "./v8-flags.ts";

/** Finds modules by their id. */
export interface Loader {
  /** The id of what a module imports. Throws where it must not. */
  resolve(importer: string, specifier: string): string;
  /** The module's JavaScript. Throws where there is none. */
  load(id: string): string;
}

/** What running a module gave: the `text` that it exports, or why there is none. */
export type Outcome =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "thrown"; readonly message: string; readonly stack: string }
  | { readonly kind: "limit"; readonly limit: LimitKind; readonly stack: string };

/** `pending`: it waits for what never comes. `broken`: too deep for the engine itself, which must not be used again. */
export type LimitKind = "steps" | "wall" | "memory" | "depth" | "pending" | "broken";

/** One QuickJS, and the memory that is all of its state between two runs. */
export interface Engine {
  readonly memory: WasmMemory;
  /** `limits` holds for this run where it is given; of them only steps and time. */
  run(code: string, limits?: Limits): Outcome;
  /** A global variable's text after a run, empty where it has none. */
  global(name: string): string;
  /** Lets it be given to whoever starts the next one; it is not to be used after that. */
  end(): void;
}

/** A QuickJS, and what it asks while it runs. */
interface Instance {
  readonly context: QuickJSContext;
  readonly memory: WasmMemory;
  loader: Loader;
  meter: Meter;
}

/** To start another takes longer, and V8 collects garbage for the memory of each. */
const idle: Instance[] = [];

/**
 * Starts an engine that can import what `loader` gives and nothing else: no clock, no randomness, no host. Where it gets
 * the memory that another engine had, it goes on from there.
 */
export async function startEngine(loader: Loader, limits: Limits, had?: Saved): Promise<Engine> {
  const meter = startMeter(limits);
  const instance = (had && idle.pop()) ?? (await startInstance(loader, meter));
  instance.loader = loader;
  instance.meter = meter;
  const { context, memory } = instance;
  if (had === undefined) context.unwrapResult(context.evalCode(prelude, "prelude")).dispose();
  else restore(memory, had);
  return {
    memory,
    run(code, own = limits) {
      meter.start(own);
      context.runtime.setMemoryLimit(limits.memory);
      context.runtime.setMaxStackSize(limits.stack);
      try {
        return evaluateIn(context, code, meter);
      } catch (error) {
        if (!isExhausted(error)) throw error;
        return { kind: "limit", limit: "broken", stack: "" };
      }
    },
    global(name) {
      const value: unknown = context.dump(context.getProp(context.global, name));
      return typeof value === "string" ? value : "";
    },
    end: () => void idle.push(instance),
  };
}

async function startInstance(loader: Loader, meter: Meter): Promise<Instance> {
  const release = variantIn(await import("@jitl/quickjs-wasmfile-release-sync"));
  const variant = newVariant(release, { emscriptenModule: emscriptenSettings });
  setV8Flags();
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  const runtime = quickjs.newRuntime({ interruptHandler: () => instance.meter.isOver() });
  runtime.setModuleLoader(
    (id) => attempt(() => instance.loader.load(id)),
    (importer, specifier) => attempt(() => instance.loader.resolve(importer, specifier)),
  );
  const context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } });
  const instance: Instance = { context, memory: quickjs.getWasmMemory(), loader, meter };
  return instance;
}

/** Emscripten would put the program's path into the memory, and shift all addresses by its length. */
const emscriptenSettings: object = { thisProgram: "overlayer" };

/** The package's types say CommonJS, where the default export would be one level deeper than in the module that runs. */
function variantIn(module: { readonly default: object }): QuickJSSyncVariant {
  const isVariant = (value: object): value is QuickJSSyncVariant => "importFFI" in value;
  if (isVariant(module.default)) return module.default;
  throw new Error("the package of QuickJS is not the expected one");
}

/** True where the host's own stack or the wasm gave up. */
function isExhausted(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError");
}

interface Meter {
  start(limits: Limits): void;
  isOver(): boolean;
  exceeded(): LimitKind;
}

function startMeter(initial: Limits): Meter {
  let limits = initial;
  let steps = 0;
  let deadline = Number.POSITIVE_INFINITY;
  const isLate = () => process.uptime() * 1000 > deadline;
  return {
    start(own) {
      limits = own;
      steps = 0;
      // not performance.now(), with which Node.js loads what measures performance
      deadline = process.uptime() * 1000 + limits.wall;
    },
    isOver: () => ++steps > limits.steps || isLate(),
    exceeded: () => (steps > limits.steps ? "steps" : "wall"),
  };
}

function attempt(find: () => string): string | { error: Error } {
  try {
    return find();
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Jobs (of promises) that run before the meter is asked again. */
const jobsAtOnce = 1000;

function evaluateIn(context: QuickJSContext, code: string, meter: Meter): Outcome {
  const result = context.evalCode(code, "overlayer", { type: "module" });
  if (result.error) return failure(context, result.error, meter);
  while (context.runtime.hasPendingJob()) {
    const jobs = context.runtime.executePendingJobs(jobsAtOnce);
    if (jobs.error) return failure(context, jobs.error, meter);
    if (meter.isOver()) return { kind: "limit", limit: meter.exceeded(), stack: "" };
  }
  const state = context.getPromiseState(result.value);
  if (state.type === "pending") return { kind: "limit", limit: "pending", stack: "" };
  if (state.type === "rejected") return failure(context, state.error, meter);
  return { kind: "text", text: context.getString(context.getProp(state.value, "text")) };
}

function failure(context: QuickJSContext, handle: QuickJSHandle, meter: Meter): Outcome {
  const error: unknown = context.dump(handle);
  const name = textOf(error, "name");
  const message = textOf(error, "message");
  const stack = textOf(error, "stack");
  if (name === "InternalError") {
    if (message === "interrupted") return { kind: "limit", limit: meter.exceeded(), stack };
    if (message === "out of memory") return { kind: "limit", limit: "memory", stack };
    if (message === "stack overflow") return { kind: "limit", limit: "depth", stack };
  }
  if (message === "") return { kind: "thrown", message: `thrown: ${thrownText(error)}`, stack };
  return { kind: "thrown", message: name === "Error" || name === "" ? message : `${name}: ${message}`, stack };
}

/** What was thrown and is no error with a message, as JSON, shortened. */
function thrownText(value: unknown): string {
  const json = typeof value === "bigint" ? undefined : JSON.stringify(value);
  const text = textOf(value, "name") || (json ?? String(value));
  return text.length > thrownLimit ? `${text.slice(0, thrownLimit - 1)}…` : text;
}

const thrownLimit = 200;

/** Characters of a message or stack that are kept: an environment can throw megabytes. */
const textLimit = 10_000;

function textOf(error: unknown, field: string): string {
  if (typeof error !== "object" || error === null || !Object.hasOwn(error, field)) return "";
  const text: unknown = Reflect.get(error, field);
  return typeof text === "string" ? text.slice(0, textLimit) : "";
}
