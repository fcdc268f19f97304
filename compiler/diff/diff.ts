import type { ObjectChange } from "../change.ts";
import { identity } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { diffFields } from "./fields.ts";
import { matchHashedNames } from "./hashed-names.ts";
import { withoutOldSecrets } from "./old-secrets.ts";
import { hideSecret } from "./secret.ts";

/** What happened between two states of the same cluster: by object in the order of `after`, then what was deleted. */
export function diff(before: readonly Manifest[], after: readonly Manifest[]): readonly ObjectChange[] {
  const matched = matchHashedNames(before, after);
  const [old, now] = [byIdentity(matched.before), byIdentity(after)];
  const deleted = [...old].filter(([id]) => !now.has(id)).map(([, object]) => object);
  return [
    ...[...now].flatMap(([id, object]) => diffObject(old.get(id), object, matched.renamedFrom.get(id))),
    ...deleted.map(
      (object) => ({ change: "deleted", object: hideSecret(withoutOldSecrets(object, undefined)) }) as const,
    ),
  ];
}

function byIdentity(objects: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(objects.map((object) => [identity(object), object]));
}

function diffObject(
  before: Manifest | undefined,
  after: Manifest,
  renamedFrom: string | undefined,
): readonly ObjectChange[] {
  const object = hideSecret(after, before);
  if (!before) return [{ change: "created", object }];
  const fields = diffFields(hideSecret(withoutOldSecrets(before, after)), object);
  if (renamedFrom !== undefined) return [{ change: "changed", object, renamedFrom, fields }];
  return fields.length === 0 ? [] : [{ change: "changed", object, fields }];
}
