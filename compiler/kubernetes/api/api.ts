/**
 * The type of a field: `string`, `boolean`, `number`, `int32`, `int64`, `time` (text), `bytes` (text), `int-or-string`,
 * `any`, the name of a model, `=A|B` for one of these texts, `[]` and a type for a list, `{}` and a type for a map.
 */
export type FieldType = string;

/** Fields by name; `!` ends the name of one that has to be there. */
export type Model = Readonly<Record<string, FieldType>>;

/** The kinds of a Kubernetes version or of operators, as their OpenAPI documents describe them. */
export interface Api {
  /** `apps/v1 StatefulSet` → the name of its model. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly models: Readonly<Record<string, Model>>;
}
